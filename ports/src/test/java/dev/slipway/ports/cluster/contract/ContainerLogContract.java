package dev.slipway.ports.cluster.contract;

import static dev.slipway.ports.cluster.contract.Answers.done;
import static dev.slipway.ports.cluster.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.ContainerLog;
import dev.slipway.ports.cluster.ContainerName;
import dev.slipway.ports.cluster.GracePeriod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a {@link ContainerLog} does. */
@Timeout(180)
public abstract class ContainerLogContract {
  protected abstract StreamFixture cluster();

  @Test
  @DisplayName("what the container printed, byte for byte, from the first one to the limit")
  void read() throws Exception {
    String word = KitPods.unique("log");
    Map<String, String> labels = Map.of("kit", word);
    PodPlan plan =
        KitPods.withContainers(
            cluster(),
            word,
            labels,
            KitPods.container(
                "main",
                cluster().image(),
                List.of("sh", "-c", "printf 'a\\377\\n'; printf b >&2")));
    ContainerName container = new ContainerName(plan.name(), "main");
    try (PodWatcher watcher =
        new PodWatcher(cluster().ports().feed(), cluster().namespace(), labels)) {
      done(cluster().ports().pods().create(plan));
      // What an ended container printed is all there.
      watcher.awaitPod("the end", plan.name(), pod -> pod.phase().equals("Succeeded"));

      byte[] printed = done(cluster().ports().logs().read(container, 1000));

      assertThat(new String(printed, StandardCharsets.ISO_8859_1)).isEqualTo("a\u00ff\nb");
      assertThat(done(cluster().ports().logs().read(container, 2))).hasSize(2);
    } finally {
      var _ = cluster().ports().pods().delete(plan.name(), new GracePeriod.Seconds(0));
    }
  }

  @Test
  @DisplayName("a pod that never was is NotFound; who may do nothing is Forbidden")
  void refusals() {
    ContainerName absent = new ContainerName(new PodName(cluster().namespace(), "absent"), "build");

    refused(cluster().ports().logs().read(absent, 10), ClusterError.NotFound.class);
    refused(cluster().powerlessPorts().logs().read(absent, 10), ClusterError.Forbidden.class);
  }
}
