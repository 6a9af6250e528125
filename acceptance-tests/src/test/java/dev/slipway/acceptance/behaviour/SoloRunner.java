package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.FinalUpdate;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.function.UnaryOperator;

/** A manager with one runner, for the end of one job. */
final class SoloRunner implements AutoCloseable {
  private final Stage stage;
  private final String token;
  private final TestManager manager;

  private SoloRunner(Stage stage, ClusterClient client, UnaryOperator<String> change) {
    this.stage = stage;
    this.token = stage.newRunner();
    this.manager =
        TestManager.start(change.apply(stage.config(Configs.ONE_RUNNER, client, token, "")));
  }

  static SoloRunner of(Stage stage, ClusterClient client) {
    return new SoloRunner(stage, client, config -> config);
  }

  /** With more lines in {@code [runners.kubernetes]}. */
  static SoloRunner with(Stage stage, ClusterClient client, String lines) {
    return new SoloRunner(stage, client, config -> config + lines.indent(4));
  }

  /** With a text of the configuration replaced by another. */
  static SoloRunner but(Stage stage, ClusterClient client, String text, String by) {
    return new SoloRunner(
        stage,
        client,
        config -> {
          assertThat(config).contains(text);
          return config.replace(text, by);
        });
  }

  OfferedJob offer(JobSpec spec) {
    return stage.gitlab().offer(spec.withRunnerToken(token));
  }

  TestManager manager() {
    return manager;
  }

  /** The pods of this manager's jobs. */
  List<Pod> pods() {
    return stage
        .cluster()
        .admin()
        .pods()
        .inNamespace(stage.namespace())
        .withLabel("slipway.dev/system-id", manager.systemId())
        .list()
        .getItems();
  }

  /** Waits for the job's end, checks it and the last line of its log, and that nothing is left. */
  void assertFailed(OfferedJob job, String reason, String closing) {
    job.awaitFinalUpdate(Stage.LIMIT);
    FinalUpdate update = job.finalUpdate();
    String log = job.traceText();
    assertThat(update.state()).as(log).isEqualTo("failed");
    assertThat(update.failureReason()).as(log).contains(reason);
    assertThat(log).contains("ERROR: Job failed" + closing);
    stage.assertNothingLeft(manager.systemId());
  }

  @Override
  public void close() {
    manager.close();
  }
}
