package dev.slipway.acceptance.coordinator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.acceptance.coordinator.job.Job;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Looks for what a runner should have masked. */
final class TraceSecrets {
  /** Shorter values are not looked for: they may stand in a log by chance. GitLab wants 8, too. */
  private static final int LENGTH_MIN = 8;

  private TraceSecrets() {}

  /** One sentence for each secret that stands in the trace; never the secret itself. */
  static List<String> found(Job job) {
    String trace = new String(job.trace(), StandardCharsets.UTF_8);
    List<String> found = new ArrayList<>();
    if (trace.contains(job.token())) {
      found.add("the trace shows the job token");
    }
    for (JsonNode variable : job.payload().path("variables")) {
      String value = variable.path("value").asText();
      boolean isPlain = value.length() >= LENGTH_MIN && !value.contains("$");
      if (variable.path("masked").asBoolean() && isPlain && trace.contains(value)) {
        found.add("the trace shows the masked variable " + variable.path("key").asText());
      }
    }
    return found;
  }
}
