package dev.slipway.ports.gitlab;

import dev.slipway.domain.job.JobPayload;
import dev.slipway.domain.job.JobPayload.GitInfo;
import dev.slipway.domain.job.JobPayload.JobFeatures;
import dev.slipway.domain.job.JobPayload.JobInfo;
import dev.slipway.domain.job.JobPayload.JobStep;
import dev.slipway.domain.variable.Variable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Jobs for tests. */
public final class JobPayloads {
  private JobPayloads() {}

  /** A small job of project {@code group/app} with these script lines and no variables. */
  public static JobPayload script(long id, String token, String... lines) {
    return script(id, token, List.of(), lines);
  }

  /** A small job of project {@code group/app} with these variables and script lines. */
  public static JobPayload script(
      long id, String token, List<Variable> variables, String... lines) {
    return new JobPayload(
        id,
        token,
        true,
        new JobInfo("job", "test", 7, "app", "group/app"),
        new GitInfo(
            "https://gitlab-ci-token:" + token + "@gitlab.test/group/app.git",
            "main",
            "21bea45670d36f9571d163d5612fdb0005dfa7f7",
            "0000000000000000000000000000000000000000",
            "branch",
            List.of("+refs/heads/main:refs/remotes/origin/main"),
            20,
            "sha1"),
        3600,
        variables,
        List.of(new JobStep("script", List.of(lines))),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new JobFeatures(true, Set.of("unknown_failure", "script_failure"), List.of()),
        List.of(),
        List.of(),
        Optional.empty(),
        Set.of());
  }
}
