package dev.slipway.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.acceptance.coordinator.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The audit log of the local cluster's API server: a line for each call, two for a long one. Absent
 * for other clusters.
 */
record AuditLog(Optional<Path> folder) {
  /** The one beside an administrator's kubeconfig. */
  static AuditLog beside(Path kubeconfig) {
    Path folder = kubeconfig.resolveSibling("log");
    return new AuditLog(
        Files.isReadable(folder.resolve("audit.log")) ? Optional.of(folder) : Optional.empty());
  }

  /**
   * How many calls concerned a namespace since a time, without those of the tests themselves; empty
   * where there is no log.
   */
  OptionalLong calls(String namespace, Instant since) throws IOException {
    if (folder.isEmpty()) {
      return OptionalLong.empty();
    }
    Set<String> seen = new HashSet<>();
    String mention = '"' + namespace + '"';
    try (Stream<Path> files = Files.list(folder.get())) {
      List<Path> logs =
          files.filter(file -> file.getFileName().toString().startsWith("audit")).toList();
      for (Path log : logs) {
        try (Stream<String> lines = Files.lines(log)) {
          lines
              .filter(line -> line.contains(mention) && line.endsWith("}"))
              .map(Json::readObject)
              .filter(call -> concerns(call, namespace, since))
              .forEach(call -> seen.add(call.path("auditID").asText()));
        }
      }
    }
    return OptionalLong.of(seen.size());
  }

  private static boolean concerns(JsonNode call, String namespace, Instant since) {
    return call.path("objectRef").path("namespace").asText().equals(namespace)
        && !call.path("userAgent").asText().startsWith("slipway-tests")
        && !Instant.parse(call.path("requestReceivedTimestamp").asText()).isBefore(since);
  }
}
