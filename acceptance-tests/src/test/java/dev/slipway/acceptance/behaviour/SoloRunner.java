package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.FinalUpdate;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.ports.cluster.ClusterConnection;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** A manager with one runner, for the end of one job. */
final class SoloRunner implements AutoCloseable {
  private final Stage stage;
  private final String token;
  private final TestManager manager;

  private SoloRunner(Stage stage, ClusterClient client, UnaryOperator<String> change) {
    this(stage, token -> change.apply(stage.config(Configs.ONE_RUNNER, client, token, "")));
  }

  private SoloRunner(Stage stage, UnaryOperator<String> configOfToken) {
    this.stage = stage;
    this.token = stage.newRunner();
    this.manager = TestManager.start(configOfToken.apply(token));
  }

  static SoloRunner of(Stage stage, ClusterClient client) {
    return new SoloRunner(stage, client, config -> config);
  }

  /** With a configuration of its own. */
  static SoloRunner configured(Stage stage, ClusterClient client, String template) {
    return new SoloRunner(stage, token -> stage.config(template, client, token, ""));
  }

  /** As an account that may do exactly what the rules say. */
  static SoloRunner allowed(Stage stage, ClusterClient client, List<PolicyRule> rules) {
    ClusterConnection account = stage.accountWith(rules);
    return new SoloRunner(
        stage, token -> stage.configOf(account, Configs.ONE_RUNNER, client, token));
  }

  /** As an account, with more lines in {@code [runners.kubernetes]}. */
  static SoloRunner as(Stage stage, ClusterClient client, ClusterConnection account, String lines) {
    return new SoloRunner(
        stage,
        token -> stage.configOf(account, Configs.ONE_RUNNER + lines.indent(4), client, token));
  }

  /** With more lines in {@code [runners.kubernetes]}. */
  static SoloRunner with(Stage stage, ClusterClient client, String lines) {
    return new SoloRunner(stage, client, config -> config + lines.indent(4));
  }

  /** With its configuration changed. */
  static SoloRunner changed(Stage stage, ClusterClient client, UnaryOperator<String> change) {
    return new SoloRunner(stage, client, change);
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
    assertFailed(job, reason, closing, Stage.LIMIT);
  }

  /** As above, within another time. */
  void assertFailed(OfferedJob job, String reason, String closing, Duration limit) {
    job.awaitFinalUpdate(limit);
    FinalUpdate update = job.finalUpdate();
    String log = job.traceText();
    assertThat(update.state()).as(log).isEqualTo("failed");
    assertThat(update.failureReason()).as(log).contains(reason);
    assertThat(log).contains("ERROR: Job failed" + closing);
    stage.assertNothingLeft(manager.systemId(), limit);
  }

  /** Waits for the job's end, checks that it passed and that nothing is left; answers its log. */
  String passed(OfferedJob job) {
    job.awaitFinalUpdate(Stage.LIMIT);
    String log = job.traceText();
    assertThat(job.finalUpdate().state()).as(log).isEqualTo("success");
    stage.assertNothingLeft(manager.systemId());
    return log;
  }

  @Override
  public void close() {
    manager.close();
  }
}
