package dev.slipway.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.PodName;
import dev.slipway.ports.cluster.ContainerName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("What a container prints before its channel is open")
class EarlyOutputTest {
  private final StringBuilder told = new StringBuilder();
  private final ScriptedLog log = new ScriptedLog();
  private final EarlyOutput output =
      new EarlyOutput(
          log,
          new ContainerName(new PodName("ci", "pod"), "build"),
          bytes -> told.append(new String(bytes, StandardCharsets.UTF_8)));

  @Test
  @DisplayName("is handed on once, as it comes, up to the line that ends it")
  void once() throws InterruptedException {
    output.endsWith("MARK-2");
    output.endsWith("MARK-1");
    log.refuses();
    output.tell();
    log.printed("one\ntw");
    output.tell();
    output.tell();
    log.printed("one\ntwo, no end MARK-1\nMARK-2\nof a script\n");
    output.tell();
    output.tellAll();

    assertThat(told).hasToString("one\ntwo, no end ");
  }

  @Test
  @DisplayName("is quoted by its last lines, each cut to a length one can read")
  void lastLines() {
    log.printed("1\n2\n\n3\n4\n5\n" + "x".repeat(1000) + "\n");

    assertThat(output.lastLines()).containsExactly("2", "3", "4", "5", "x".repeat(200));
    log.refuses();
    assertThat(output.lastLines()).isEmpty();
  }
}
