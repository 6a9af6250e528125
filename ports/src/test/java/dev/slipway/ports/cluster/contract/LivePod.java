package dev.slipway.ports.cluster.contract;

import static dev.slipway.ports.cluster.contract.Answers.done;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.watch.ContainerState;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ContainerAttach.AttachAnswer;
import dev.slipway.ports.cluster.ContainerAttach.AttachAnswer.Attached;
import dev.slipway.ports.cluster.ContainerAttach.Input;
import dev.slipway.ports.cluster.ContainerExec.ExecSession;
import dev.slipway.ports.cluster.ContainerName;
import dev.slipway.ports.cluster.ExecResult;
import dev.slipway.ports.cluster.GracePeriod;
import java.util.List;
import java.util.Map;

/** A pod that is ready, with one container that evaluates its input line by line. */
public final class LivePod implements AutoCloseable {
  private final StreamFixture cluster;
  private final PodName name;
  private final PodWatcher watcher;

  private LivePod(StreamFixture cluster, PodName name, PodWatcher watcher) {
    this.cluster = cluster;
    this.name = name;
    this.watcher = watcher;
  }

  /** Creates it and waits until it is ready. */
  public static LivePod start(StreamFixture cluster, String word) throws InterruptedException {
    String name = KitPods.unique(word);
    Map<String, String> labels = Map.of("kit", name);
    PodPlan plan = KitPods.shell(cluster, name, labels);
    PodWatcher watcher = new PodWatcher(cluster.ports().feed(), cluster.namespace(), labels);
    done(cluster.ports().pods().create(plan));
    watcher.awaitReady(plan.name());
    return new LivePod(cluster, plan.name(), watcher);
  }

  public PodName name() {
    return name;
  }

  /** The container. */
  public ContainerName container() {
    return new ContainerName(name, "main");
  }

  /** Runs a line of shell, which must exit with 0, and answers what it printed. */
  public String sh(String line) throws InterruptedException {
    KitOutput output = new KitOutput();
    try (ExecSession session =
        cluster.ports().exec().start(container(), List.of("sh", "-c", line), false, output)) {
      assertThat(session.await())
          .as("sh -c '%s', which printed: %s", line, output.errText())
          .isEqualTo(new ExecResult.Exited(0));
    }
    return output.outText();
  }

  /**
   * Ends the container's shell through its standard input and waits until the pod shows the code.
   */
  public void end(int code) throws InterruptedException {
    AttachAnswer answer = cluster.ports().attach().attach(container());
    assertThat(answer).isInstanceOf(Attached.class);
    try (Input input = ((Attached) answer).input()) {
      assertThat(input.send(("exit " + code + "\n").getBytes(US_ASCII))).isTrue();
      await(
          "exit code " + code,
          now ->
              now.containers().getFirst().state() instanceof ContainerState.Terminated end
                  && end.exitCode() == code);
    }
  }

  /** Asks for the pod's deletion. */
  public void delete(long graceSeconds) {
    done(cluster.ports().pods().delete(name, new GracePeriod.Seconds(graceSeconds)));
  }

  /** Waits for a state of the pod. */
  public PodSnapshot await(String what, java.util.function.Predicate<PodSnapshot> wanted)
      throws InterruptedException {
    return watcher.awaitPod(what, name, wanted);
  }

  /** Waits until the pod is gone. */
  public void awaitGone() throws InterruptedException {
    watcher.awaitGone(name);
  }

  /** Kills it, without waiting for the end. */
  @Override
  public void close() {
    // It may be gone already.
    var _ = cluster.ports().pods().delete(name, new GracePeriod.Seconds(0));
    watcher.close();
  }
}
