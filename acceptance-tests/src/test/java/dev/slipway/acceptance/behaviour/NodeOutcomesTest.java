package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A node that is not ready any more while a job runs on it: Kubernetes evicts the pod after the
 * time that the pod bears it, here at once. The other pods of the node bear it for five minutes.
 *
 * <p>The node's status is changed as kubelet would do it, and kubelet sets it right within seconds;
 * so it is changed again until the node's controller has seen it.
 */
@Tag("long")
class NodeOutcomesTest {
  private static final String BEARS_NOTHING =
      """
      [[runners.kubernetes.pod_spec]]
        name = "bears nothing"
        patch = '''
      tolerations:
        - {key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: 0}
        - {key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 0}
      '''
      """;

  @RegisterExtension static final OnStage ON = new OnStage("node");

  // Both clients at once, so that the node is troubled once.
  @Test
  void a_node_that_is_not_ready_fails_the_job_and_is_named() {
    try (SoloRunner first = ON.runnerWith(ClusterClient.FABRIC8, BEARS_NOTHING);
        SoloRunner second = ON.runnerWith(ClusterClient.OFFICIAL, BEARS_NOTHING)) {
      OfferedJob one = begun(first);
      OfferedJob other = begun(second);
      String node = first.pods().getFirst().getSpec().getNodeName();
      try (ScheduledExecutorService trouble = Executors.newSingleThreadScheduledExecutor()) {
        var _ = trouble.scheduleWithFixedDelay(() -> markNotReady(node), 0, 1, TimeUnit.SECONDS);
        one.awaitFinalUpdate(Stage.LIMIT);
        other.awaitFinalUpdate(Stage.LIMIT);
        trouble.shutdownNow();
      }
      assertEvicted(first, one, node);
      assertEvicted(second, other, node);
    }
  }

  private static OfferedJob begun(SoloRunner runner) {
    OfferedJob job =
        runner.offer(
            JobSpec.script("echo begun", "sleep 600")
                .withVariable("FF_USE_ADVANCED_POD_SPEC_CONFIGURATION", "true"));
    return job.awaitTraceContains("01O begun\n", Stage.LIMIT);
  }

  private static void markNotReady(String name) {
    ON.stage()
        .cluster()
        .admin()
        .nodes()
        .withName(name)
        .editStatus(
            node ->
                new NodeBuilder(node)
                    .editStatus()
                    .editMatchingCondition(condition -> condition.getType().equals("Ready"))
                    .withStatus("False")
                    .withReason("KubeletNotReady")
                    .withMessage("not ready on purpose")
                    .endCondition()
                    .endStatus()
                    .build());
  }

  private static void assertEvicted(SoloRunner runner, OfferedJob job, String node) {
    runner.assertFailed(job, "runner_system_failure", " (system failure): pod \"");
    assertThat(job.traceText())
        .contains("is disrupted: reason \"DeletionByTaintManager\"", "(node " + node + ")");
    Node after = ON.stage().cluster().admin().nodes().withName(node).get();
    assertThat(after).isNotNull();
  }
}
