package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several runners and many jobs in one manager. */
class ManyJobsTest {
  private static final int JOBS = 10;

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  void ten_jobs_of_two_runners_run_at_once_and_keep_apart(ClusterClient client)
      throws IOException, InterruptedException {
    try (Stage stage = new Stage("many-jobs")) {
      String first = stage.newRunner();
      String second = stage.newRunner();
      String systemId;
      try (TestManager manager =
          TestManager.start(stage.config(Configs.TWO_RUNNERS, client, first, second))) {
        systemId = manager.systemId();
        List<OfferedJob> jobs = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
          // Each waits until all have said that they run: only at once can they all pass.
          JobSpec spec =
              JobSpec.script(
                  "echo \"I am $CI_JOB_ID\"",
                  "curl -sSf -m 60 \"$MEETING/arrive/$CI_JOB_ID\"",
                  "echo met");
          jobs.add(
              stage
                  .gitlab()
                  .offer(
                      spec.withVariable("MEETING", stage.meeting(JOBS))
                          .withRunnerToken(i % 2 == 0 ? first : second)));
        }
        for (OfferedJob job : jobs) {
          job.awaitFinalUpdate(Stage.LIMIT);
          assertThat(job.finalUpdate().isSuccess()).as(job.traceText()).isTrue();
          assertThat(job.traceText()).contains("01O I am " + job.id() + "\n");
          jobs.stream()
              .filter(other -> other != job)
              .forEach(
                  other -> assertThat(job.traceText()).doesNotContain("I am " + other.id() + "\n"));
        }
      }
      stage.assertNothingLeft(systemId);
      stage.gitlab().journal().assertNoViolations();
    }
  }
}
