package dev.slipway.ports.cluster.fake;

import dev.slipway.domain.pod.ContainerPlan;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.watch.ContainerState;
import dev.slipway.domain.watch.ContainerState.Terminated;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.ContainerAttach.AttachAnswer;
import dev.slipway.ports.cluster.ContainerExec.ExecSession;
import dev.slipway.ports.cluster.ContainerExec.Output;
import dev.slipway.ports.cluster.ContainerName;
import dev.slipway.ports.cluster.ExecResult;
import dev.slipway.ports.cluster.PodEvents.PodEvent;
import dev.slipway.ports.cluster.PodFeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The node of a {@link FakeCluster}: it runs the containers of one namespace as processes of this
 * machine, each container in a temporary folder of its own, which stands for its file system as
 * long as paths are relative. Images, environment, mounts and init containers mean nothing here. A
 * pod that goes, and the node's own end, end all its processes at once and remove the folders.
 */
public final class FakeNode implements FakeKubelet, PodFeed.Listener, AutoCloseable {
  private final FakeCluster cluster;
  private final Path folder;
  private final Map<PodName, Map<String, FakeContainer>> containers = new HashMap<>();
  private final PodFeed.Subscription subscription;

  /** Brings up the cluster's pods from now on. */
  public FakeNode(FakeCluster cluster, String namespace) {
    this.cluster = cluster;
    try {
      folder = Files.createTempDirectory("fake-node");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cluster.kubelet(this);
    subscription = cluster.feed().follow(namespace, Map.of(), this);
  }

  /** All ports of somebody who may do all. */
  public ClusterPorts ports() {
    return ports(false);
  }

  /** All ports of somebody who may do nothing. */
  public ClusterPorts powerlessPorts() {
    return ports(true);
  }

  private ClusterPorts ports(boolean powerless) {
    return new ClusterPorts(
        powerless ? cluster.powerlessPods() : cluster.pods(),
        powerless ? cluster.powerlessSecrets() : cluster.secrets(),
        powerless ? cluster.powerlessBudgets() : cluster.budgets(),
        powerless ? cluster.powerlessNamespaces() : cluster.namespaces(),
        powerless ? cluster.powerlessPrerequisites() : cluster.prerequisites(),
        powerless ? cluster.powerlessFeed() : cluster.feed(),
        (container, command, stdin, output) -> exec(powerless, container, command, stdin, output),
        container -> attach(powerless, container),
        powerless ? cluster.powerlessEvents() : cluster.events(),
        new FakeContainerLog(cluster, this, powerless),
        new NoRenderer());
  }

  /** Breaks every stream to a container; the processes go on. */
  public void cutStreams() {
    cluster.locked(this::all).forEach(FakeContainer::cut);
  }

  private List<FakeContainer> all() {
    return containers.values().stream().flatMap(pod -> pod.values().stream()).toList();
  }

  @Override
  public List<UnaryOperator<PodSnapshot>> afterCreation(PodPlan plan) {
    return List.of(FakeKubelet.scheduled(plan), pod -> start(plan, pod));
  }

  private PodSnapshot start(PodPlan plan, PodSnapshot pod) {
    Map<String, FakeContainer> its = new HashMap<>();
    containers.put(plan.name(), its);
    for (ContainerPlan one : plan.containers()) {
      Path own = folder.resolve(pod.uid()).resolve(one.name());
      try {
        Files.createDirectories(own);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      tell(plan.name(), "Created", "Created container " + one.name());
      its.put(
          one.name(),
          new FakeContainer(one.process(), own, state -> ended(pod, one.name(), state)));
      tell(plan.name(), "Started", "Started container " + one.name());
    }
    return FakeKubelet.running(plan).apply(pod);
  }

  private void tell(PodName pod, String reason, String message) {
    cluster.addEvent(pod, new PodEvent("Normal", reason, message, 1));
  }

  private void ended(PodSnapshot of, String container, ContainerState state) {
    cluster.changeIf(
        of.name(),
        now -> now.uid().equals(of.uid()),
        now -> afterTheEnd(FakeKubelet.container(container, state).apply(now)));
  }

  private static PodSnapshot afterTheEnd(PodSnapshot pod) {
    boolean all = pod.containers().stream().allMatch(c -> c.state() instanceof Terminated);
    boolean failed =
        pod.containers().stream()
            .anyMatch(c -> c.state() instanceof Terminated end && end.exitCode() != 0);
    String phase = failed ? "Failed" : "Succeeded";
    return FakeKubelet.with(
        pod, all ? phase : pod.phase(), pod.initContainers(), pod.containers(), pod.conditions());
  }

  /** A container that was started, or why there is none. */
  ClusterAnswer<FakeContainer> find(ContainerName name) {
    return cluster.locked(
        () -> {
          PodName pod = name.pod();
          if (cluster.pod(pod).isEmpty()) {
            return refused(
                new ClusterError.NotFound("pods \"%s\" not found".formatted(pod.name())));
          }
          if (cluster.plans().stream()
              .filter(plan -> plan.name().equals(pod))
              .flatMap(plan -> plan.containers().stream())
              .noneMatch(one -> one.name().equals(name.container()))) {
            return refused(
                new ClusterError.Invalid(
                    "container %s is not valid for pod %s"
                        .formatted(name.container(), pod.name())));
          }
          FakeContainer found = containers.getOrDefault(pod, Map.of()).get(name.container());
          return found == null
              ? refused(
                  new ClusterError.Invalid(
                      "container \"%s\" in pod \"%s\" is waiting to start: ContainerCreating"
                          .formatted(name.container(), pod.name())))
              : new ClusterAnswer.Done<>(found);
        });
  }

  private static <T> ClusterAnswer<T> refused(ClusterError error) {
    return new ClusterAnswer.Refused<>(error);
  }

  private ExecSession exec(
      boolean powerless, ContainerName name, List<String> command, boolean stdin, Output output) {
    return switch (running(powerless, name, "pods/exec")) {
      case Way.Refused(ExecResult.Refused refusal) -> FakeExecSession.refused(refusal);
      case Way.Open(FakeContainer container) -> {
        try {
          yield container.exec(command, stdin, output);
        } catch (IOException e) {
          yield FakeExecSession.refused(
              new ExecResult.Refused(
                  500, "InternalError", "error executing command in container: " + e.getMessage()));
        }
      }
    };
  }

  private AttachAnswer attach(boolean powerless, ContainerName name) {
    return switch (running(powerless, name, "pods/attach")) {
      case Way.Refused(ExecResult.Refused(int status, String reason, String message)) ->
          new AttachAnswer.Refused(status, reason, message);
      case Way.Open(FakeContainer container) -> new AttachAnswer.Attached(container.attach());
    };
  }

  /** The way to a container whose standing process runs. */
  private sealed interface Way {
    record Open(FakeContainer container) implements Way {}

    record Refused(ExecResult.Refused refusal) implements Way {}
  }

  private Way running(boolean powerless, ContainerName name, String resource) {
    if (powerless) {
      return new Way.Refused(
          new ExecResult.Refused(
              403,
              "Forbidden",
              "pods \"%s\" is forbidden: User cannot create resource \"%s\""
                  .formatted(name.pod().name(), resource)));
    }
    return switch (find(name)) {
      case ClusterAnswer.Refused<FakeContainer>(ClusterError.NotFound(String says)) ->
          new Way.Refused(new ExecResult.Refused(404, "NotFound", says));
      case ClusterAnswer.Refused<FakeContainer>(ClusterError error) ->
          new Way.Refused(new ExecResult.Refused(400, "BadRequest", error.message()));
      case ClusterAnswer.Done<FakeContainer>(FakeContainer container) ->
          container.runs()
              ? new Way.Open(container)
              : new Way.Refused(
                  new ExecResult.Refused(
                      500,
                      "InternalError",
                      "container not found (\"%s\")".formatted(name.container())));
    };
  }

  @Override
  public void seen(PodSnapshot pod) {
    // Its creation is told to the node as the cluster's kubelet.
  }

  @Override
  public void troubled(ClusterError error) {
    throw new IllegalStateException(error.message());
  }

  @Override
  public void gone(PodName name, String uid) {
    containers.getOrDefault(name, Map.of()).values().forEach(FakeContainer::kill);
    containers.remove(name);
    remove(folder.resolve(uid));
  }

  @Override
  public void close() {
    subscription.close();
    cluster.kubelet(FakeKubelet.IDLE);
    cluster.locked(this::all).forEach(FakeContainer::kill);
    remove(folder);
  }

  private static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
