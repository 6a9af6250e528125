package dev.slipway.adapter.fabric8.mapping;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.watch.ContainerState;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.domain.watch.PodSnapshot.ContainerSnapshot;
import dev.slipway.domain.watch.PodSnapshot.PodCondition;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Pod as the API server showed it. */
public final class SnapshotMapping {
  private SnapshotMapping() {}

  /** The snapshot; what the server left out is empty. */
  public static PodSnapshot toSnapshot(Pod pod) {
    ObjectMeta meta = pod.getMetadata();
    PodStatus status = requireNonNullElse(pod.getStatus(), new PodStatus());
    return new PodSnapshot(
        new PodName(meta.getNamespace(), meta.getName()),
        text(meta.getUid()),
        text(meta.getResourceVersion()),
        text(status.getPhase()),
        text(status.getReason()),
        text(status.getMessage()),
        meta.getDeletionTimestamp() != null,
        Optional.ofNullable(pod.getSpec()).map(PodSpec::getNodeName),
        list(status.getInitContainerStatuses()).stream().map(SnapshotMapping::toContainer).toList(),
        list(status.getContainerStatuses()).stream().map(SnapshotMapping::toContainer).toList(),
        list(status.getConditions()).stream()
            .map(
                c ->
                    new PodCondition(
                        text(c.getType()),
                        "True".equals(c.getStatus()),
                        text(c.getReason()),
                        text(c.getMessage())))
            .toList());
  }

  private static ContainerSnapshot toContainer(ContainerStatus status) {
    return new ContainerSnapshot(
        text(status.getName()),
        text(status.getImage()),
        Boolean.TRUE.equals(status.getReady()),
        toState(status.getState()));
  }

  private static ContainerState toState(
      io.fabric8.kubernetes.api.model.@Nullable ContainerState state) {
    if (state != null && state.getRunning() != null) {
      return new ContainerState.Running();
    }
    if (state != null && state.getTerminated() != null) {
      ContainerStateTerminated end = state.getTerminated();
      return new ContainerState.Terminated(
          requireNonNullElse(end.getExitCode(), 0), text(end.getReason()), text(end.getMessage()));
    }
    // Kubernetes: a state with no member is waiting.
    ContainerStateWaiting waiting = state == null ? null : state.getWaiting();
    return waiting == null
        ? new ContainerState.Waiting("", "")
        : new ContainerState.Waiting(text(waiting.getReason()), text(waiting.getMessage()));
  }

  private static String text(@Nullable String text) {
    return requireNonNullElse(text, "");
  }

  private static <T> List<T> list(@Nullable List<T> list) {
    return requireNonNullElse(list, List.of());
  }
}
