package dev.slipway.ports.cluster.contract;

import static dev.slipway.ports.cluster.contract.Answers.done;
import static dev.slipway.ports.cluster.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.ContainerAttach.AttachAnswer;
import dev.slipway.ports.cluster.ContainerAttach.AttachAnswer.Attached;
import dev.slipway.ports.cluster.ContainerAttach.Input;
import dev.slipway.ports.cluster.ContainerExec.ExecSession;
import dev.slipway.ports.cluster.ContainerExec.Output;
import dev.slipway.ports.cluster.ExecResult;
import dev.slipway.ports.cluster.ExecResult.Exited;
import dev.slipway.ports.cluster.ExecResult.Lost;
import dev.slipway.ports.cluster.GracePeriod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
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
  private static final int ROUNDS = Integer.getInteger("contract.rounds", 10);

  private static final int WORDS_MAX = 5;

  /** Prints all the time, and ends by itself when nobody reads any more. */
  private static final String CHATTER = "while echo chatter; do sleep 0.01; done";

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
      LockSupport.parkNanos(1_000_000);
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
  @DisplayName("a connection that ends without a word right behind output loses the stream")
  void execFinishedBehindOutput() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      CountDownLatch on = new CountDownLatch(1);
      try (ExecSession session = chatter(new FirstWord(on))) {
        on.await();
        proxy.finishBehindNextBytes();
        assertThat(session.await()).isInstanceOf(Lost.class);
      }
    }
  }

  @Test
  @DisplayName("a connection that ends while its receiver is busy loses the stream")
  void execFinishedWhileBusy() throws Exception {
    for (int words = 1; words <= WORDS_MAX; words++) {
      BusyReceiver receiver = new BusyReceiver();
      try (ExecSession session = saying(words, receiver)) {
        receiver.busy.await();
        // The other words wait for the receiver, then the end does.
        pod.sh("until [ -e /tmp/said-" + words + " ]; do sleep 0.05; done; sleep 0.2");
        proxy.finish();
        pod.sh("sleep 0.2");
        receiver.goOn.countDown();
        assertThat(session.await()).as("after %d words", words).isInstanceOf(Lost.class);
      }
    }
  }

  private ExecSession saying(int words, Output output) {
    String script =
        "i=0; while [ $i -lt %1$d ]; do echo word; i=$((i+1)); sleep 0.05; done; : >/tmp/said-%1$d; exec sleep 600"
            .formatted(words);
    return ports().exec().start(pod.container(), List.of("sh", "-c", script), false, output);
  }

  private ExecSession chatter(Output output) {
    return ports().exec().start(pod.container(), List.of("sh", "-c", CHATTER), false, output);
  }

  /** Takes its first bytes only when it is told to. */
  private static final class BusyReceiver implements Output {
    private final CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Override
    public void stdout(byte[] bytes) {
      busy.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void stderr(byte[] bytes) {
      stdout(bytes);
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
  @DisplayName("an attach in a silent network can be closed, and the next one is heard")
  void attachFrozen() throws Exception {
    Input silent = attached();
    proxy.freeze();
    silent.close();
    assertThat(silent.isOpen()).isFalse();
    try (Input next = attached()) {
      next.send("echo heard > /tmp/heard\n".getBytes(StandardCharsets.UTF_8));
      assertThat(pod.sh("until [ -s /tmp/heard ]; do sleep 0.05; done; cat /tmp/heard"))
          .isEqualTo("heard\n");
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
  @DisplayName("a server that is away makes calls Unavailable, execs Unreached and attaches Lost")
  void away() throws Exception {
    done(ports().pods().get(pod.name()));
    proxy.away(true);
    refused(ports().pods().get(pod.name()), ClusterError.Unavailable.class);
    try (ExecSession session =
        ports().exec().start(pod.container(), List.of("true"), false, new KitOutput())) {
      assertThat(session.await()).isInstanceOf(ExecResult.Unreached.class);
    }
    assertThat(ports().attach().attach(pod.container())).isInstanceOf(AttachAnswer.Lost.class);
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
