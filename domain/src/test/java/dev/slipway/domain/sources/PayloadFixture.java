package dev.slipway.domain.sources;

import dev.slipway.domain.job.JobPayload;
import dev.slipway.domain.job.JobPayload.GitInfo;
import dev.slipway.domain.job.JobPayload.JobFeatures;
import dev.slipway.domain.job.JobPayload.JobInfo;
import dev.slipway.domain.variable.JobVariables;
import dev.slipway.domain.variable.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The little of a job that its sources depend on. */
final class PayloadFixture {
  static final String TOKEN = "T0ken";

  private PayloadFixture() {}

  static JobPayload payload(String repoUrl) {
    return payload(repoUrl, true, 20);
  }

  static JobPayload payload(String repoUrl, boolean allowFetch, int depth) {
    return new JobPayload(
        1,
        TOKEN,
        allowFetch,
        new JobInfo("job", "test", 7, "p", "g/p"),
        new GitInfo(repoUrl, "main", "sha", "", "branch", List.of(), depth, "sha1"),
        3600,
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new JobFeatures(true, Set.of(), List.of()),
        List.of(),
        List.of(),
        Optional.empty(),
        Set.of());
  }

  /** Keys and values in turn. */
  static JobVariables variables(String... keysAndValues) {
    List<Variable> list = new ArrayList<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      list.add(Variable.internal(keysAndValues[i], keysAndValues[i + 1]));
    }
    return JobVariables.of(list, "");
  }
}
