package dev.slipway.ports.cluster.fake;

import dev.slipway.domain.pod.ContainerPlan;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.watch.ContainerState;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.domain.watch.PodSnapshot.ContainerSnapshot;
import dev.slipway.domain.watch.PodSnapshot.PodCondition;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What becomes of a pod after its creation, step by step. */
@FunctionalInterface
public interface FakeKubelet {
  /** Brings every pod up at once: scheduled, creating, running and ready. */
  FakeKubelet PROMPT = plan -> List.of(scheduled(plan), running(plan));

  /** Leaves every pod pending, for a test that plays its states itself. */
  FakeKubelet IDLE = plan -> List.of();

  /** The changes after the creation, in order. */
  List<UnaryOperator<PodSnapshot>> afterCreation(PodPlan plan);

  /** The pod as the create call answers it. */
  static PodSnapshot pending(PodPlan plan, String uid) {
    return new PodSnapshot(
        plan.name(),
        uid,
        "",
        "Pending",
        "",
        "",
        false,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }

  /** On a node, its containers being made. */
  static UnaryOperator<PodSnapshot> scheduled(PodPlan plan) {
    ContainerState creating = new ContainerState.Waiting("ContainerCreating", "");
    return pod ->
        with(
            pod,
            "Pending",
            containers(plan.initContainers(), false, creating),
            containers(plan.containers(), false, creating),
            List.of(new PodCondition("PodScheduled", true, "", "")));
  }

  /** All containers running and ready. */
  static UnaryOperator<PodSnapshot> running(PodPlan plan) {
    return pod ->
        with(
            pod,
            "Running",
            containers(
                plan.initContainers(), true, new ContainerState.Terminated(0, "Completed", "")),
            containers(plan.containers(), true, new ContainerState.Running()),
            List.of(
                new PodCondition("PodScheduled", true, "", ""),
                new PodCondition("Ready", true, "", "")));
  }

  /** One container in another state; it is ready only if it runs. */
  static UnaryOperator<PodSnapshot> container(String name, ContainerState state) {
    return pod ->
        with(
            pod,
            pod.phase(),
            pod.initContainers(),
            pod.containers().stream()
                .map(
                    c ->
                        c.name().equals(name)
                            ? new ContainerSnapshot(
                                name, c.image(), state instanceof ContainerState.Running, state)
                            : c)
                .toList(),
            pod.conditions());
  }

  /** The pod with other parts, on {@code node1}. */
  static PodSnapshot with(
      PodSnapshot pod,
      String phase,
      List<ContainerSnapshot> initContainers,
      List<ContainerSnapshot> containers,
      List<PodCondition> conditions) {
    return new PodSnapshot(
        pod.name(),
        pod.uid(),
        pod.resourceVersion(),
        phase,
        pod.reason(),
        pod.message(),
        pod.deleting(),
        Optional.of("node1"),
        initContainers,
        containers,
        conditions);
  }

  /** The pod with its deletion asked for. */
  static PodSnapshot deleting(PodSnapshot pod) {
    return new PodSnapshot(
        pod.name(),
        pod.uid(),
        pod.resourceVersion(),
        pod.phase(),
        pod.reason(),
        pod.message(),
        true,
        pod.node(),
        pod.initContainers(),
        pod.containers(),
        pod.conditions());
  }

  /** The pod in another version. */
  static PodSnapshot withVersion(PodSnapshot pod, String version) {
    return new PodSnapshot(
        pod.name(),
        pod.uid(),
        version,
        pod.phase(),
        pod.reason(),
        pod.message(),
        pod.deleting(),
        pod.node(),
        pod.initContainers(),
        pod.containers(),
        pod.conditions());
  }

  private static List<ContainerSnapshot> containers(
      List<ContainerPlan> plans, boolean ready, ContainerState state) {
    return plans.stream()
        .map(plan -> new ContainerSnapshot(plan.name(), plan.image().reference(), ready, state))
        .toList();
  }
}
