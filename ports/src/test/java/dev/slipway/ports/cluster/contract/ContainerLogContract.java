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
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
    PodPlan plan = printing(word, labels, "printf 'a\\377\\n'; printf b >&2");
    ContainerName container = new ContainerName(plan.name(), "main");
    try (PodWatcher watcher =
        new PodWatcher(cluster().ports().feed(), cluster().namespace(), labels)) {
      done(cluster().ports().pods().create(plan));
      // What an ended container printed is all there.
      watcher.awaitPod("the end", plan.name(), pod -> pod.phase().equals("Succeeded"));

      byte[] printed = done(cluster().ports().logs().read(container, 1000));

      // Two pipes: nobody keeps their order.
      assertThat(new String(printed, StandardCharsets.ISO_8859_1)).isIn("a\u00ff\nb", "ba\u00ff\n");
      assertThat(done(cluster().ports().logs().read(container, 2))).hasSize(2);
    } finally {
      var _ = cluster().ports().pods().delete(plan.name(), new GracePeriod.Seconds(0));
    }
  }

  @Test
  @DisplayName(
      "followed: lines with their times as they come, from a second on; closing ends a read")
  void follow() throws Exception {
    String word = KitPods.unique("follow");
    Map<String, String> labels = Map.of("kit", word);
    PodPlan plan = printing(word, labels, "printf 'a\\377\\n'; echo b; sleep 1000");
    ContainerName container = new ContainerName(plan.name(), "main");
    try (PodWatcher watcher =
        new PodWatcher(cluster().ports().feed(), cluster().namespace(), labels)) {
      done(cluster().ports().pods().create(plan));
      watcher.awaitPod("running", plan.name(), pod -> pod.phase().equals("Running"));

      Instant late;
      try (InputStream stream = done(cluster().ports().logs().follow(container, Instant.EPOCH))) {
        assertThat(line(stream)).matches("2[0-9TZ:.+-]+ a\u00ff");
        String second = line(stream);
        assertThat(second).matches("2[0-9TZ:.+-]+ b");
        late = Instant.parse(second.replaceFirst(" .*", ""));

        CompletableFuture<Integer> next = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> next.complete(readOrEnd(stream)));
        close(stream);
        assertThat(next.get(60, TimeUnit.SECONDS)).isEqualTo(-1);
        assertThat(readOrEnd(stream)).as("a read of what is closed").isEqualTo(-1);
        assertThat(readOrEnd(stream, new byte[9])).as("the same of more").isEqualTo(-1);
      }
      try (InputStream again = done(cluster().ports().logs().follow(container, late))) {
        // From the second on in which the last line came, and the first one mostly, too.
        String from = line(again);
        assertThat(from.endsWith(" a\u00ff") ? line(again) : from).endsWith(" b");
        done(cluster().ports().pods().delete(plan.name(), new GracePeriod.Seconds(1)));
        assertThat(readOrEnd(again)).as("the end of the container").isEqualTo(-1);
      }
    } finally {
      var _ = cluster().ports().pods().delete(plan.name(), new GracePeriod.Seconds(0));
    }
  }

  private PodPlan printing(String name, Map<String, String> labels, String script) {
    return KitPods.withContainers(
        cluster(),
        name,
        labels,
        KitPods.container("main", cluster().image(), List.of("sh", "-c", script)));
  }

  private static String line(InputStream stream) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = stream.read(); b != '\n'; b = stream.read()) {
      assertThat(b).as("behind " + line).isNotNegative();
      line.append((char) b);
    }
    return line.toString();
  }

  private static void close(InputStream stream) throws IOException {
    stream.close();
  }

  private static int readOrEnd(InputStream stream, byte[] bytes) {
    try {
      return stream.read(bytes);
    } catch (IOException e) {
      return -1;
    }
  }

  private static int readOrEnd(InputStream stream) {
    try {
      return stream.read();
    } catch (IOException e) {
      return -1;
    }
  }

  @Test
  @DisplayName("a pod that never was is NotFound; who may do nothing is Forbidden")
  void refusals() {
    ContainerName absent = new ContainerName(new PodName(cluster().namespace(), "absent"), "build");

    refused(cluster().ports().logs().read(absent, 10), ClusterError.NotFound.class);
    refused(cluster().powerlessPorts().logs().read(absent, 10), ClusterError.Forbidden.class);
    refused(cluster().ports().logs().follow(absent, Instant.EPOCH), ClusterError.NotFound.class);
    refused(
        cluster().powerlessPorts().logs().follow(absent, Instant.EPOCH),
        ClusterError.Forbidden.class);
  }
}
