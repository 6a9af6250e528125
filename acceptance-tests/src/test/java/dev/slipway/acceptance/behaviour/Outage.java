package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.Faults;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.ports.cluster.contract.CuttingProxy;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** A cluster whose API server goes away for a minute, at a moment that a test says. */
final class Outage implements AutoCloseable {
  static final Duration LIMIT = Duration.ofMinutes(4);
  private static final long SECONDS = 60;

  private final Stage stage;
  private final URI api;
  private final CuttingProxy proxy;
  private final AtomicBoolean begun = new AtomicBoolean();

  Outage() throws IOException {
    stage = new Stage("outage");
    api = URI.create(stage.cluster().admin().getMasterUrl().toString());
    proxy = new CuttingProxy(api.getHost(), api.getPort());
  }

  Stage stage() {
    return stage;
  }

  /** A manager that this outage meets. */
  SoloRunner runner(ClusterClient client) {
    return runner(client, config -> config);
  }

  /** With its configuration changed. */
  SoloRunner runner(ClusterClient client, UnaryOperator<String> change) {
    String straight = "host = \"" + api + "\"";
    return SoloRunner.changed(
        stage,
        client,
        config -> {
          assertThat(config).contains(straight);
          return change.apply(
              config.replace(straight, "host = \"https://127.0.0.1:" + proxy.port() + "\""));
        });
  }

  /** From now on, for its time. */
  void begin() {
    begun.set(true);
    proxy.away(true);
    CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS).execute(() -> proxy.away(false));
  }

  /** When the log of a job says so. */
  void beginWith(OfferedJob job, String text) {
    job.awaitTraceContains(text, LIMIT);
    begin();
  }

  /** While a call to GitLab waits, which then goes on: its end falls into the outage. */
  void beginAt(Faults.Gate gate) {
    gate.awaitArrival(LIMIT);
    begin();
    gate.open();
  }

  /** A configuration whose pods are not ready before GitLab answers a question of kubelet's. */
  String holdingTheStart(String config) {
    URI gitlab = stage.gitlab().url();
    return config
        + """
          [runners.kubernetes.container_lifecycle.post_start.http_get]
            host = "%s"
            port = %d
            path = "/stand-in/jobs"
            scheme = "HTTP"
        """
            .formatted(gitlab.getHost(), gitlab.getPort())
            .indent(2);
  }

  /**
   * Offers a job to a runner with {@link #holdingTheStart}, and begins when the pod is ready: with
   * the next connection that the manager wants to open. The open ones are reset before, lest one of
   * them serves in its place; the pods' watch then comes back alone.
   */
  OfferedJob offerAndBeginWithTheWays(SoloRunner runner, JobSpec spec) {
    Faults.Gate start = stage.gitlab().faults().hold(CallKind.STAND_IN);
    OfferedJob job = runner.offer(spec);
    start.awaitArrival(LIMIT);
    CompletableFuture<Boolean> back = new CompletableFuture<>();
    proxy.atNextConnection(
        () -> {
          proxy.atNextConnection(this::begin);
          back.complete(true);
        });
    proxy.reset();
    assertThat(back).succeedsWithin(LIMIT);
    start.open();
    return job;
  }

  /** Waits for the job's end; the script has said {@code ran}, once, and nothing is left of it. */
  String assertPassed(SoloRunner runner, OfferedJob job) {
    job.awaitFinalUpdate(LIMIT);
    String log = job.traceText();
    assertThat(begun).as("the outage has begun").isTrue();
    assertThat(job.finalUpdate().isSuccess()).as(log).isTrue();
    assertThat(log).containsOnlyOnce("01O ran\n");
    assertNothingLeft(runner);
    return log;
  }

  /** Waits for the job's end, which says that nobody knows how a script ended. */
  void assertEndUnknown(SoloRunner runner, OfferedJob job, String stageAndContainer) {
    runner.assertFailed(
        job,
        "runner_system_failure",
        " (system failure): running stage "
            + stageAndContainer
            + ": it is not known how the script ended: ",
        LIMIT);
  }

  void assertNothingLeft(SoloRunner runner) {
    stage.assertNothingLeft(runner.manager().systemId(), LIMIT);
  }

  @Override
  public void close() throws IOException {
    try (stage) {
      proxy.close();
    }
  }
}
