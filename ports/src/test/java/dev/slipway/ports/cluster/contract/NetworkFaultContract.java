package dev.slipway.ports.cluster.contract;

import static dev.slipway.ports.cluster.contract.Answers.done;
import static dev.slipway.ports.cluster.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.ContainerAttach.AttachAnswer.Attached;
import dev.slipway.ports.cluster.ContainerAttach.Input;
import dev.slipway.ports.cluster.ContainerExec.ExecSession;
import dev.slipway.ports.cluster.ExecResult.Exited;
import dev.slipway.ports.cluster.ExecResult.Lost;
import dev.slipway.ports.cluster.GracePeriod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** What an adapter makes of a network that breaks, on a real cluster behind a proxy. */
@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
public abstract class NetworkFaultContract {
  private static final GracePeriod AT_ONCE = new GracePeriod.Seconds(0);
  private static final int CALLS_MAX = 3;

  private LivePod pod;
  private CuttingProxy proxy;
  private OpenedCluster opened;

  protected abstract FaultFixture cluster();

  @BeforeAll
  void startPod() throws Exception {
    pod = LivePod.start(cluster(), "fault");
  }

  @AfterAll
  void endPod() {
    pod.close();
  }

  @BeforeEach
  void open() throws Exception {
    proxy = new CuttingProxy(cluster().api().getHost(), cluster().api().getPort());
    opened = cluster().openAt(proxy.port());
  }

  @AfterEach
  void close() {
    opened.close();
    proxy.close();
  }

  private ClusterPorts ports() {
    return opened.ports();
  }

  /** A command that says that it runs, and goes on for long. */
  private ExecSession running() throws InterruptedException {
    CountDownLatch on = new CountDownLatch(1);
    ExecSession session =
        ports()
            .exec()
            .start(
                pod.container(),
                List.of("sh", "-c", "echo on; exec sleep 600"),
                true,
                new FirstWord(on));
    on.await();
    return session;
  }

  private Input attached() throws InterruptedException {
    return ((Attached) ports().attach().attach(pod.container())).input();
  }

  private static void awaitClosed(Input input) {
    // An input has nobody to tell: it is asked.
    while (input.isOpen()) {
      Thread.onSpinWait();
    }
    assertThat(input.send(new byte[] {'\n'})).isFalse();
  }

  @Test
  @DisplayName("a reset connection loses the command's stream")
  void execReset() throws Exception {
    try (ExecSession session = running()) {
      proxy.reset();
      assertThat(session.await()).isInstanceOf(Lost.class);
      assertThat(session.send(new byte[] {1})).isFalse();
    }
  }

  @Test
  @DisplayName("a connection that ends without a word loses the command's stream")
  void execFinished() throws Exception {
    try (ExecSession session = running()) {
      proxy.finish();
      assertThat(session.await()).isInstanceOf(Lost.class);
    }
  }

  @Test
  @DisplayName("a silent network is nothing a stream notices; closing it still answers at once")
  void execFrozen() throws Exception {
    ExecSession session = running();
    proxy.freeze();
    session.close();
    assertThat(session.await()).isInstanceOf(Lost.class);
    try (ExecSession next =
        ports().exec().start(pod.container(), List.of("true"), false, new KitOutput())) {
      assertThat(next.await()).isEqualTo(new Exited(0));
    }
  }

  @Test
  @DisplayName("a reset connection closes an attach; the next one speaks to the same shell")
  void attachReset() throws Exception {
    try (Input input = attached()) {
      assertThat(input.send("kept=1\n".getBytes(StandardCharsets.UTF_8))).isTrue();
      pod.sh("sleep 0.2");
      proxy.reset();
      awaitClosed(input);
    }
    try (Input again = attached()) {
      again.send("echo \"$kept\" > /tmp/kept\n".getBytes(StandardCharsets.UTF_8));
      assertThat(pod.sh("until [ -s /tmp/kept ]; do sleep 0.05; done; cat /tmp/kept"))
          .isEqualTo("1\n");
    }
  }

  @Test
  @DisplayName("a connection that ends without a word closes an attach")
  void attachFinished() throws Exception {
    try (Input input = attached()) {
      proxy.finish();
      awaitClosed(input);
    }
  }

  @Test
  @DisplayName("after a silent network calls fail for a while and then go over new connections")
  void callsRecover() {
    done(ports().pods().get(pod.name()));
    proxy.freeze();
    for (int tries = 0; ports().pods().get(pod.name()) instanceof ClusterAnswer.Refused; tries++) {
      assertThat(tries).as("calls over dead connections").isLessThan(CALLS_MAX);
    }
  }

  @Test
  @DisplayName("a server that is away makes calls Unavailable")
  void away() {
    done(ports().pods().get(pod.name()));
    proxy.away(true);
    refused(ports().pods().get(pod.name()), ClusterError.Unavailable.class);
    proxy.away(false);
    done(ports().pods().get(pod.name()));
  }

  @Test
  @DisplayName("a feed misses nothing over a reset, an outage and a silent network")
  void feed() throws Exception {
    String name = KitPods.unique("watched");
    PodPlan plan = KitPods.shell(cluster(), name, Map.of("kit", name));
    PodName watched = plan.name();
    try (PodWatcher watcher =
        new PodWatcher(ports().feed(), cluster().namespace(), plan.metadata().labels())) {
      done(cluster().ports().pods().create(plan));
      watcher.awaitReady(watched);
      proxy.reset();
      done(cluster().ports().pods().delete(watched, AT_ONCE));
      watcher.awaitGone(watched);

      proxy.away(true);
      watcher.await("trouble", PodWatcher.Told.Troubled.class::isInstance);
      done(cluster().ports().pods().create(plan));
      proxy.away(false);
      watcher.awaitReady(watched);

      proxy.freeze();
      done(cluster().ports().pods().delete(watched, AT_ONCE));
      watcher.awaitGone(watched);
    }
  }
}
