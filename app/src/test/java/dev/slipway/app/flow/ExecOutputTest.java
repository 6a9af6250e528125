package dev.slipway.app.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.channel.ExecCommand;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What an exec prints")
class ExecOutputTest {
  private static final ExecCommand COMMAND = new ExecCommand("w".repeat(26));
  private static final String MARKER =
      "\n{\"command_exit_code\": 3, \"script\": \"%s\"}\n".formatted(COMMAND.word());

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final List<Integer> codes = new ArrayList<>();
  private final ExecOutput output =
      new ExecOutput(FlowBench.log(written::write), COMMAND, codes::add);

  @Test
  @DisplayName("is in the log as soon as it is there, line by line")
  void atOnce() {
    print("begun\n");
    assertThat(log()).isEqualTo("begun\n");
    print("half");
    assertThat(log()).isEqualTo("begun\nhalf");
    print("\n");
    assertThat(log()).isEqualTo("begun\nhalf\n");
  }

  @Test
  @DisplayName("is without the marker and its newline")
  void marker() {
    print("begun\n" + MARKER);
    assertThat(log()).isEqualTo("begun\n");
    assertThat(codes).containsExactly(3);
  }

  @Test
  @DisplayName("is the same where it comes byte by byte, with its empty lines")
  void pieces() {
    for (byte one : ("\n\nbegun\n\n\n" + MARKER).getBytes(UTF_8)) {
      output.stdout(new byte[] {one});
    }
    assertThat(log()).isEqualTo("\n\nbegun\n\n\n");
    assertThat(codes).containsExactly(3);
  }

  @Test
  @DisplayName("ends its last line at the marker")
  void openLine() {
    print("open" + MARKER);
    assertThat(log()).isEqualTo("open\n");
  }

  @Test
  @DisplayName("is nothing where a script prints nothing")
  void nothing() {
    print(MARKER);
    output.end();
    assertThat(log()).isEmpty();
  }

  @Test
  @DisplayName("keeps an empty last line of a script that was ended without a marker")
  void ended() {
    print("begun\n\n");
    output.end();
    assertThat(log()).isEqualTo("begun\n\n");
  }

  @Test
  @DisplayName("keeps the begin of what could have become a marker")
  void endedInALine() {
    print("begun\n\n{\"scri");
    output.end();
    assertThat(log()).isEqualTo("begun\n\n{\"scri");
  }

  @Test
  @DisplayName("goes on behind the marker: a process that the script left")
  void leftBehind() {
    print("begun\n" + MARKER);
    print("later\n\n");
    assertThat(log()).isEqualTo("begun\nlater\n\n");
  }

  private void print(String text) {
    output.stdout(text.getBytes(UTF_8));
  }

  private String log() {
    return written.toString(UTF_8);
  }
}
