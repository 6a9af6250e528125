package dev.slipway.adapter.fabric8;

import static dev.slipway.adapter.fabric8.Fabric8Calls.encoded;
import static java.util.Objects.requireNonNullElse;

import dev.slipway.domain.pod.PodName;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.PodEvents;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventList;
import java.util.Comparator;
import java.util.List;

/** A pod's events over fabric8. */
final class Fabric8PodEvents implements PodEvents {
  private final Fabric8Calls calls;

  Fabric8PodEvents(Fabric8Calls calls) {
    this.calls = calls;
  }

  @Override
  public ClusterAnswer<List<PodEvent>> of(PodName pod) {
    String selector = "involvedObject.kind=Pod,involvedObject.name=" + pod.name();
    String path =
        "/api/v1/namespaces/%s/events?fieldSelector=%s"
            .formatted(encoded(pod.namespace()), encoded(selector));
    return calls
        .call("GET", path, null, EventList.class)
        .map(
            list ->
                list.getItems().stream()
                    .sorted(Comparator.comparing(Fabric8PodEvents::when))
                    .map(Fabric8PodEvents::toEvent)
                    .toList());
  }

  /** RFC 3339 in UTC sorts as text, as long as the fractions are as long as each other. */
  private static String when(Event event) {
    if (event.getLastTimestamp() != null) {
      return event.getLastTimestamp();
    }
    if (event.getEventTime() != null && event.getEventTime().getTime() != null) {
      return event.getEventTime().getTime();
    }
    return requireNonNullElse(event.getMetadata().getCreationTimestamp(), "");
  }

  private static PodEvent toEvent(Event event) {
    return new PodEvent(
        requireNonNullElse(event.getType(), ""),
        requireNonNullElse(event.getReason(), ""),
        requireNonNullElse(event.getMessage(), ""),
        requireNonNullElse(event.getCount(), 1));
  }
}
