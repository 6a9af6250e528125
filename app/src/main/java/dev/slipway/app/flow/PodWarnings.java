package dev.slipway.app.flow;

import dev.slipway.domain.pod.PodName;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.PodEvents;
import dev.slipway.ports.cluster.PodEvents.PodEvent;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the cluster warned of about a pod, for the log of a job that failed. */
final class PodWarnings {
  private static final Logger LOG = LoggerFactory.getLogger(PodWarnings.class);
  private static final int LINES_MAX = 20;

  private final PodEvents events;
  private final JobLog log;

  PodWarnings(PodEvents events, JobLog log) {
    this.events = events;
    this.log = log;
  }

  /** Each warning once, the newest ones if there are many; nothing where they cannot be had. */
  void tell(PodName pod) {
    switch (events.of(pod)) {
      case ClusterAnswer.Done<List<PodEvent>>(List<PodEvent> all) -> {
        List<String> texts =
            all.stream()
                .filter(event -> event.type().equals("Warning"))
                .map(event -> event.message().isEmpty() ? event.reason() : event.message())
                .distinct()
                .toList();
        texts.stream()
            .skip(Math.max(0, texts.size() - LINES_MAX))
            .forEach(text -> log.warning("Event retrieved from the cluster: " + text));
      }
      case ClusterAnswer.Refused<List<PodEvent>>(var error) ->
          LOG.debug("Error retrieving events list: {}", error.message());
    }
  }
}
