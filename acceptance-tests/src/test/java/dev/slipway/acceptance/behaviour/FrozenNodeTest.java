package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.cluster.FrozenKubelet;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A node whose kubelet hangs while jobs run on it; their containers run on. It is everybody's node:
 * one freeze serves the jobs of both clients.
 */
@Tag("long")
@Isolated
class FrozenNodeTest {
  private static final int SHORT_SECONDS = 20;
  private static final int LONG_SECONDS_MAX = 150;
  private static final int LINES = 100;
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @RegisterExtension static final OnStage ON = new OnStage("frozen");

  private final List<Played> played = new ArrayList<>();

  /** A job and its own manager. */
  private record Played(SoloRunner runner, OfferedJob job) {}

  @AfterEach
  void end() {
    awaitReady("True");
    played.forEach(it -> it.runner().close());
  }

  @Test
  void a_node_that_hangs_for_a_short_time_costs_no_byte_of_a_job() {
    List<Played> talking = begin();

    try (var _ = FrozenKubelet.freeze(ON.stage().cluster(), SHORT_SECONDS)) {
      talking.forEach(FrozenNodeTest::assertSaidAll);
    }
  }

  // Whether Kubernetes evicts is left out: where no node of a cluster is ready it may stop to.
  @Test
  void a_job_outlives_its_node_s_being_unreachable() {
    List<Played> bearing = begin();

    try (var _ = FrozenKubelet.freeze(ON.stage().cluster(), LONG_SECONDS_MAX)) {
      awaitReady("Unknown");
    }

    bearing.forEach(FrozenNodeTest::assertSaidAll);
  }

  /** Its script ends while the node hangs. */
  private static JobSpec talking() {
    return JobSpec.script(
        "echo begun",
        "i=0; while [ $i -lt %d ]; do echo line $i; i=$((i+1)); sleep 0.1; done".formatted(LINES));
  }

  private List<Played> begin() {
    List<Played> begun =
        Stream.of(ClusterClient.values())
            .map(
                client -> {
                  SoloRunner runner = ON.runner(client);
                  return new Played(runner, runner.offer(talking()));
                })
            .toList();
    played.addAll(begun);
    begun.forEach(it -> it.job().awaitTraceContains("01O begun\n", Stage.LIMIT));
    return begun;
  }

  private static void assertSaidAll(Played it) {
    it.job().awaitFinalUpdate(LIMIT);
    String log = it.job().traceText();
    assertThat(it.job().finalUpdate().isSuccess()).as(log).isTrue();
    assertThat(log.lines().filter(line -> line.contains(" 01O line ")).map(FrozenNodeTest::text))
        .containsExactlyElementsOf(
            IntStream.range(0, LINES).mapToObj(i -> "01O line " + i).toList());
    ON.stage().assertNothingLeft(it.runner().manager().systemId());
  }

  private static String text(String line) {
    return line.substring(line.indexOf(' ') + 1);
  }

  private static void awaitReady(String status) {
    var nodes = ON.stage().cluster().admin().nodes();
    assertThat(nodes.informOnCondition(all -> all.stream().allMatch(node -> isReady(node, status))))
        .succeedsWithin(LIMIT);
  }

  private static boolean isReady(Node node, String status) {
    return node.getStatus().getConditions().stream()
        .anyMatch(it -> it.getType().equals("Ready") && it.getStatus().equals(status));
  }
}
