package dev.slipway.adapter.official;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.domain.pod.PodName;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.PodEvents;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.CoreV1Event;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A pod's events over the official client. */
final class OfficialPodEvents implements PodEvents {
  private final CoreV1Api api;

  OfficialPodEvents(ApiClient client) {
    this.api = new CoreV1Api(client);
  }

  @Override
  public ClusterAnswer<List<PodEvent>> of(PodName pod) {
    String selector = "involvedObject.kind=Pod,involvedObject.name=" + pod.name();
    return OfficialCalls.call(
            api.listNamespacedEvent(pod.namespace()).fieldSelector(selector)::execute)
        .map(
            list ->
                list.getItems().stream()
                    .sorted(Comparator.comparing(OfficialPodEvents::when))
                    .map(OfficialPodEvents::toEvent)
                    .toList());
  }

  private static OffsetDateTime when(CoreV1Event event) {
    return Stream.of(
            event.getLastTimestamp(),
            event.getEventTime(),
            event.getMetadata().getCreationTimestamp())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(OffsetDateTime.MIN);
  }

  private static PodEvent toEvent(CoreV1Event event) {
    return new PodEvent(
        requireNonNullElse(event.getType(), ""),
        requireNonNullElse(event.getReason(), ""),
        requireNonNullElse(event.getMessage(), ""),
        requireNonNullElse(event.getCount(), 1));
  }
}
