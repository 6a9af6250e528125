package dev.slipway.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.PodName;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.ContainerName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("What a container prints before its channel is open")
class EarlyOutputTest {
  private final StringBuilder told = new StringBuilder();
  private String printed = "";
  private boolean refuses;
  private final EarlyOutput output =
      new EarlyOutput(
          (_, _) ->
              refuses
                  ? new ClusterAnswer.Refused<>(new ClusterError.Invalid("not yet"))
                  : new ClusterAnswer.Done<>(printed.getBytes(StandardCharsets.UTF_8)),
          new ContainerName(new PodName("ci", "pod"), "build"),
          bytes -> told.append(new String(bytes, StandardCharsets.UTF_8)));

  @Test
  @DisplayName("is handed on once, as it comes, up to the line that ends it")
  void once() throws InterruptedException {
    output.endsWith("MARK-2");
    output.endsWith("MARK-1");
    refuses = true;
    output.tell();
    refuses = false;
    printed = "one\ntw";
    output.tell();
    output.tell();
    printed = "one\ntwo, no end MARK-1\nMARK-2\nof a script\n";
    output.tell();
    output.tellAll();

    assertThat(told).hasToString("one\ntwo, no end ");
  }

  @Test
  @DisplayName("is quoted by its last lines, each cut to a length one can read")
  void lastLines() {
    printed = "1\n2\n\n3\n4\n5\n" + "x".repeat(1000) + "\n";

    assertThat(output.lastLines()).containsExactly("2", "3", "4", "5", "x".repeat(200));
    refuses = true;
    assertThat(output.lastLines()).isEmpty();
  }
}
