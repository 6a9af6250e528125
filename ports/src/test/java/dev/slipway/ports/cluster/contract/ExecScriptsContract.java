package dev.slipway.ports.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.channel.ExecCommand;
import dev.slipway.ports.cluster.ContainerExec.ExecSession;
import dev.slipway.ports.cluster.ContainerExec.Output;
import dev.slipway.ports.cluster.ExecResult;
import dev.slipway.ports.cluster.ExecResult.Exited;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Scripts as the exec strategy runs them, over a {@link dev.slipway.ports.cluster.ContainerExec}: a
 * cluster calls a failed one a success where input for it was still on its way when it ended.
 */
public abstract class ExecScriptsContract extends ExecKit {
  private static final int RUNS = 48;
  private static final int RUNS_LONG = 1_000;
  private static final int PARALLEL = 6;
  private static final int LINES_UNREAD = 100_000;

  @Test
  @DisplayName("scripts that fail, six at a time, end with their own code and lose nothing")
  void failing() throws Exception {
    failing(RUNS);
  }

  @Test
  @Tag("long")
  @DisplayName("the same a thousand times")
  void failingOften() throws Exception {
    failing(RUNS_LONG);
  }

  @Test
  @DisplayName("a script that ends long before its text ends with its own code")
  void mostlyUnread() throws Exception {
    assertThat(wrongly("unread", "echo said; exit 5\n" + ": unread\n\n".repeat(LINES_UNREAD), 5))
        .isEmpty();
  }

  private void failing(int runs) throws Exception {
    List<Future<String>> wrong = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(PARALLEL)) {
      for (int i = 0; i < runs; i++) {
        String word = "failing" + i;
        wrong.add(threads.submit(() -> wrongly(word, "set -e\necho said\n(exit 4) </dev/null", 4)));
      }
    }
    for (Future<String> one : wrong) {
      assertThat(one.get()).isEmpty();
    }
  }

  /** Empty where the script ended as it should. */
  private String wrongly(String word, String script, int code) throws Exception {
    ExecCommand command = new ExecCommand(word);
    String marker = "\n{\"command_exit_code\": %d, \"script\": \"%s\"}\n".formatted(code, word);
    EndOf output = new EndOf("}\n");
    try (ExecSession session = start(output, true, command.run(false).toArray(new String[0]))) {
      var _ = output.seen.thenRunAsync(() -> session.send(command.seen()));
      session.send(ExecCommand.input(script));
      ExecResult result = session.await();
      boolean right = result.equals(new Exited(code)) && output.text().equals("said\n" + marker);
      return right ? "" : "%s: %s, %s".formatted(word, result, output.text());
    }
  }

  /** Keeps what is printed, and tells when its last words have come. */
  private static final class EndOf implements Output {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final CompletableFuture<Void> seen = new CompletableFuture<>();
    private final String words;

    EndOf(String words) {
      this.words = words;
    }

    @Override
    public synchronized void stdout(byte[] bytes) {
      printed.writeBytes(bytes);
      if (text().endsWith(words)) {
        seen.complete(null);
      }
    }

    @Override
    public void stderr(byte[] bytes) {
      stdout(bytes);
    }

    synchronized String text() {
      return printed.toString(StandardCharsets.UTF_8);
    }
  }
}
