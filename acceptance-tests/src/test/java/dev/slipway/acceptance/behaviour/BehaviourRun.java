package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.behaviour.Expectation.JobEnd;
import dev.slipway.acceptance.coordinator.job.FinalUpdate;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** One behaviour's jobs, by a manager of their own. */
final class BehaviourRun {
  private BehaviourRun() {}

  /**
   * Runs them, and checks that the stand-in saw no broken rule and that nothing is left.
   *
   * @param change what to do to the configuration before it is read
   */
  static Expectation of(
      Stage stage, Behaviour behaviour, ClusterClient client, UnaryOperator<String> change) {
    int violationsBefore = stage.gitlab().journal().violations().size();
    String token = stage.newRunner();
    List<JobEnd> ends = new ArrayList<>();
    String systemId;
    try (TestManager manager =
        TestManager.start(change.apply(stage.config(behaviour.config(), client, token, "")))) {
      systemId = manager.systemId();
      List<OfferedJob> passed = new ArrayList<>();
      for (JobSpec spec : behaviour.jobs()) {
        OfferedJob job =
            stage
                .gitlab()
                .offer(spec.withRunnerToken(token).withNeeds(passed.toArray(OfferedJob[]::new)));
        job.awaitFinalUpdate(Stage.LIMIT);
        if (job.finalUpdate().isSuccess()) {
          passed.add(job);
        }
        ends.add(end(stage, job));
      }
    }
    stage.assertNothingLeft(systemId);
    assertThat(stage.gitlab().journal().violations().stream().skip(violationsBefore)).isEmpty();
    return new Expectation(ends);
  }

  private static JobEnd end(Stage stage, OfferedJob job) {
    FinalUpdate update = job.finalUpdate();
    return new JobEnd(
        update.state(),
        update.failureReason(),
        update.exitCode().stream().boxed().findFirst(),
        ArtifactText.lines(job.artifacts()),
        LogText.lines(job.traceText(), stage.namespace(), stage.gitlab().url().toString()));
  }
}
