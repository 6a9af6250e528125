package dev.slipway.acceptance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @Test
  @DisplayName("median and 95th percentile are values that were measured")
  void figures() {
    assertThat(Figures.of(LongStream.rangeClosed(1, 20).boxed().toList()))
        .isEqualTo(new Figures(11, 20));
    assertThat(Figures.of(List.of(7L))).isEqualTo(new Figures(7, 7));
  }

  @Test
  @DisplayName("with a baseline each figure has its ratio to the baseline's")
  void ratios() {
    Report report = new Report(List.of(outcome("ours", 50), outcome("baseline", 200)), true);
    assertThat(report.table())
        .containsPattern("claim -> final, median ms +50.0 \\(0.25\\) +200 \\(1.00\\)")
        .containsPattern("API calls per job +- +-");
    assertThat(Json.read(report.json()).at("/contestants/0/claim -> final, median ms").asInt())
        .isEqualTo(50);
    assertThat(Json.read(report.json()).at("/contestants/1/API calls per job").isNull()).isTrue();
  }

  @Test
  @DisplayName("a call with two lines counts once; others' namespaces, times and the tests do not")
  void calls(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("audit.log"),
        call("1", "mine", "slipway", 10)
            + call("1", "mine", "slipway", 10)
            + call("2", "mine", "slipway", 11)
            + call("3", "other", "slipway", 11)
            + call("4", "mine", "slipway", 8)
            + call("5", "mine", "slipway-tests", 11));
    AuditLog log = new AuditLog(Optional.of(folder));
    assertThat(log.calls("mine", Instant.ofEpochSecond(9))).hasValue(2);
    assertThat(AuditLog.beside(folder.resolve("none")).calls("mine", Instant.EPOCH)).isEmpty();
  }

  private static String call(String id, String namespace, String agent, long second) {
    return """
    {"auditID":"%s","userAgent":"%s","objectRef":{"namespace":"%s"},"requestReceivedTimestamp":"%s"}
    """
        .formatted(id, agent, namespace, Instant.ofEpochSecond(second));
  }

  private static Outcome outcome(String name, long millis) {
    return new Outcome(
        new Contestant(name, Path.of("program"), "", "helper"),
        1,
        1,
        Map.of("claim -> final", new Figures(millis, millis)),
        new Figures(millis, millis),
        1,
        1,
        1,
        1,
        OptionalDouble.empty(),
        1);
  }
}
