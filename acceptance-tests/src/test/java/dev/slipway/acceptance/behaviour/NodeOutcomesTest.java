package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A node that is not ready any more while a job runs on it. Its controller says so with a taint,
 * and Kubernetes evicts each pod after the time that the pod bears the taint: here at once. The
 * other pods of the node bear it for five minutes, so nobody else notices.
 */
class NodeOutcomesTest {
  private static final String NOT_READY = "node.kubernetes.io/not-ready";
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

  // One after the other: the taint of the first would keep the pod of the second away.
  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  void a_node_that_is_not_ready_fails_the_job_and_is_named(ClusterClient client) {
    try (SoloRunner runner = ON.runnerWith(client, BEARS_NOTHING)) {
      OfferedJob job = begun(runner);
      String node = runner.pods().getFirst().getSpec().getNodeName();
      // The controller sees that the node is well, and takes the taint away again.
      try (ScheduledExecutorService trouble = Executors.newSingleThreadScheduledExecutor()) {
        var _ = trouble.scheduleWithFixedDelay(() -> taint(node), 0, 500, TimeUnit.MILLISECONDS);
        job.awaitFinalUpdate(Stage.LIMIT);
        trouble.shutdownNow();
      } finally {
        untaint(node);
      }
      runner.assertFailed(job, "runner_system_failure", " (system failure): pod \"");
      assertThat(job.traceText())
          .contains("is disrupted: reason \"DeletionByTaintManager\"", "(node " + node + ")");
    }
  }

  private static OfferedJob begun(SoloRunner runner) {
    OfferedJob job =
        runner.offer(
            JobSpec.script("echo begun", "sleep 600")
                .withVariable("FF_USE_ADVANCED_POD_SPEC_CONFIGURATION", "true"));
    return job.awaitTraceContains("01O begun\n", Stage.LIMIT);
  }

  private static void taint(String name) {
    try {
      edit(name, NodeOutcomesTest::add);
    } catch (KubernetesClientException e) {
      // Somebody else changed the node meanwhile; the next turn tries again.
      assertThat(e.getCode()).isEqualTo(HttpURLConnection.HTTP_CONFLICT);
    }
  }

  private static void untaint(String name) {
    edit(name, taints -> taints.removeIf(NodeOutcomesTest::isOurs));
  }

  private static void add(List<Taint> taints) {
    if (taints.stream().noneMatch(NodeOutcomesTest::isOurs)) {
      taints.add(new TaintBuilder().withKey(NOT_READY).withEffect("NoExecute").build());
    }
  }

  private static boolean isOurs(Taint taint) {
    return taint.getKey().equals(NOT_READY) && taint.getEffect().equals("NoExecute");
  }

  private static void edit(String name, Consumer<List<Taint>> change) {
    ON.stage()
        .cluster()
        .admin()
        .nodes()
        .withName(name)
        .edit(
            node -> {
              List<Taint> taints = new ArrayList<>(node.getSpec().getTaints());
              change.accept(taints);
              return new NodeBuilder(node).editSpec().withTaints(taints).endSpec().build();
            });
  }
}
