package dev.slipway.ports.cluster.fake;

import static dev.slipway.ports.cluster.contract.Answers.done;
import static dev.slipway.ports.cluster.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.ContainerAttach.AttachAnswer.Attached;
import dev.slipway.ports.cluster.ContainerAttach.Input;
import dev.slipway.ports.cluster.ContainerExec.ExecSession;
import dev.slipway.ports.cluster.ContainerName;
import dev.slipway.ports.cluster.ExecResult;
import dev.slipway.ports.cluster.PodEvents.PodEvent;
import dev.slipway.ports.cluster.contract.KitOutput;
import dev.slipway.ports.cluster.contract.KitPods;
import dev.slipway.ports.cluster.contract.LivePod;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FakeNodeTest {
  private final FakeCluster cluster = new FakeCluster("ci");
  private final FakeNode node = new FakeNode(cluster, "ci");
  private final NodeFixture fixture = new NodeFixture(node);

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  @DisplayName("a pod that is deleted takes all its processes with it, and its files")
  void deleted() throws InterruptedException {
    try (LivePod pod = LivePod.start(fixture, "deleted")) {
      Path folder = Path.of(pod.sh("pwd").strip());
      ExecSession standing = start(pod, "sleep 1000 & wait");
      ExecSession behind = start(pod, "sleep 1000 &");
      assertThat(folder).isDirectory();

      pod.delete(0);

      // Output ends when the last process that holds it does.
      assertThat(standing.await()).isEqualTo(new ExecResult.Exited(137));
      assertThat(behind.await()).isInstanceOf(ExecResult.Exited.class);
      assertThat(folder).doesNotExist();
    }
  }

  @Test
  @DisplayName("closed, it leaves neither processes nor files")
  void closed() throws InterruptedException {
    try (LivePod pod = LivePod.start(fixture, "closed")) {
      Path folder = Path.of(pod.sh("pwd").strip());
      ExecSession standing = start(pod, "sleep 1000 & wait");

      node.close();

      assertThat(standing.await()).isEqualTo(new ExecResult.Exited(137));
      assertThat(folder.resolve("../..").normalize()).doesNotExist();
    }
  }

  @Test
  @DisplayName("streams that are cut are lost; the processes go on")
  void cut() throws Exception {
    try (LivePod pod = LivePod.start(fixture, "cut");
        InputStream log = done(node.ports().logs().follow(pod.container(), Instant.EPOCH))) {
      ExecSession session = start(pod, "until [ -e go ]; do sleep 0.01; done; : > outlived");
      Input input = ((Attached) node.ports().attach().attach(pod.container())).input();

      node.cutStreams();

      assertThat(session.await()).isInstanceOf(ExecResult.Lost.class);
      assertThat(input.isOpen()).isFalse();
      assertThat(input.send(new byte[] {'\n'})).isFalse();
      assertThatThrownBy(log::read).isInstanceOf(IOException.class);
      pod.sh(": > go; until [ -e outlived ]; do sleep 0.01; done");
    }
  }

  @Test
  @DisplayName("a container that has not started has no log and takes no commands")
  void waiting() throws InterruptedException {
    cluster.kubelet(FakeKubelet.IDLE);
    ContainerName container =
        new ContainerName(
            done(node.ports().pods().create(KitPods.shell(fixture, "waiting", Map.of()))).name(),
            "main");

    refused(node.ports().logs().read(container, 10), ClusterError.Invalid.class);
    refused(node.ports().logs().follow(container, Instant.EPOCH), ClusterError.Invalid.class);
    try (ExecSession session =
        node.ports().exec().start(container, List.of("true"), false, new KitOutput())) {
      assertThat(session.await()).isInstanceOf(ExecResult.Refused.class);
    }
  }

  @Test
  @DisplayName("an event that a test adds is told behind those of the start")
  void event() throws InterruptedException {
    PodEvent event = new PodEvent("Warning", "FailedMount", "no such volume", 3);
    try (LivePod pod = LivePod.start(fixture, "event")) {
      cluster.addEvent(pod.name(), event);
      assertThat(done(node.ports().events().of(pod.name()))).hasSize(3).endsWith(event);
    }
  }

  private ExecSession start(LivePod pod, String script) {
    return fixture
        .ports()
        .exec()
        .start(pod.container(), List.of("sh", "-c", script), false, new KitOutput());
  }
}
