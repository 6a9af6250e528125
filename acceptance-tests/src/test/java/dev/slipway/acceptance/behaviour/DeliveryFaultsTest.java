package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.ports.cluster.ClusterPorts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every script of a job runs once, wherever its delivery is cut, damaged or repeated, in bash, dash
 * and busybox. The places are drawn by a seed.
 */
class DeliveryFaultsTest {
  private static final List<String> IMAGES =
      List.of("localhost/debian-ci:1", "localhost/dash-ci:1", "localhost/busybox:1");
  private static final int JOBS = 6;
  private static final int ROUNDS_LONG = 12;

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("cut, repeated and damaged deliveries of thirty scripts")
  void some(ClusterClient client) throws IOException, InterruptedException, FailureException {
    try (Stage stage = new Stage("delivery")) {
      round(stage, client, 20261124);
    }
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("the same with some hundred places")
  void many(ClusterClient client) throws IOException, InterruptedException, FailureException {
    try (Stage stage = new Stage("delivery")) {
      for (int round = 0; round < ROUNDS_LONG; round++) {
        round(stage, client, round);
      }
    }
  }

  private static void round(Stage stage, ClusterClient client, long seed)
      throws InterruptedException, FailureException {
    String token = stage.newRunner();
    String config =
        stage
            .config(Configs.ONE_RUNNER, client, token, "")
            .replace("concurrent = 4\n", "concurrent = " + JOBS + "\n");
    List<TroubledAttach> attaches = new ArrayList<>();
    List<OfferedJob> jobs;
    String systemId;
    try (HandMadeManager manager =
        HandMadeManager.start(config, ports -> troubled(ports, seed, attaches))) {
      systemId = manager.systemId();
      jobs =
          IntStream.range(0, JOBS)
              .mapToObj(i -> stage.gitlab().offer(job(i).withRunnerToken(token)))
              .toList();
      for (OfferedJob job : jobs) {
        job.awaitFinalUpdate(Stage.LIMIT);
      }
    }
    List<String> troubles = attaches.getFirst().made();
    assertThat(troubles).hasSizeGreaterThanOrEqualTo(5 * JOBS);
    for (int i = 0; i < JOBS; i++) {
      assertRanOnce(jobs.get(i), i % 2 == 0, troubles);
    }
    stage.assertNothingLeft(systemId);
    stage.gitlab().journal().assertNoViolations();
  }

  private static ClusterPorts troubled(
      ClusterPorts ports, long seed, List<TroubledAttach> attaches) {
    TroubledAttach attach = new TroubledAttach(ports.attach(), seed);
    attaches.add(attach);
    return new ClusterPorts(
        ports.pods(),
        ports.secrets(),
        ports.budgets(),
        ports.namespaces(),
        ports.prerequisites(),
        ports.feed(),
        ports.exec(),
        attach,
        ports.events(),
        ports.logs(),
        ports.renderer());
  }

  /** Half of them end with code 6. */
  private static JobSpec job(int i) {
    return JobSpec.script("echo \"step-$((6 * 7))\"", "exit " + (i % 2 == 0 ? 0 : 6))
        .withAfterScript("echo \"after-$((6 * 7))\"")
        .withImage(IMAGES.get(i % IMAGES.size()));
  }

  private static void assertRanOnce(OfferedJob job, boolean succeeds, List<String> troubles) {
    String log = job.traceText();
    List<String> once =
        List.of("01O Running on ", "Checking out ", "01O step-42\n", "01O after-42\n");
    for (String line : once) {
      assertThat(log.split(line, -1).length - 1)
          .as("times of '%s' with %s in\n%s", line, troubles, log)
          .isEqualTo(1);
    }
    assertThat(job.finalUpdate().isSuccess()).as(log).isEqualTo(succeeds);
    assertThat(job.finalUpdate().exitCode().orElse(0)).isEqualTo(succeeds ? 0 : 6);
  }
}
