package dev.slipway.app.flow;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.watch.PodJudge;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.PodEvents;
import dev.slipway.ports.cluster.PodEvents.PodEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out whether a registry refused a pull only because the node had not read the Secret with
 * the credentials. Kubelet gives the Secret one second, says so in an event, pulls without it, and
 * pulls with it some ten seconds later; on a busy cluster one second is not always enough.
 */
final class UnreadPullSecret {
  private static final String REASON = "FailedToRetrieveImagePullSecret";
  private static final Pattern NAMES = Pattern.compile("\\(([^()]+)\\)");
  // Kubelet's events may be behind by seconds where many pods start at once.
  private static final int LOOKS = 20;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final PodEvents events;
  private final JobLog log;
  private boolean excused;

  UnreadPullSecret(PodEvents events, JobLog log) {
    this.events = events;
    this.log = log;
  }

  /**
   * Whether this failure is no reason to give up yet. Then the log says why, and the judge waits
   * for kubelet's next try; it is done once per pod.
   */
  boolean excuses(Failure failure, PodSnapshot pod, PodJudge judge) throws InterruptedException {
    if (excused || !PodJudge.refusedForCredentials(failure)) {
      return false;
    }
    Optional<String> names = unread(pod);
    if (names.isEmpty()) {
      return false;
    }
    excused = true;
    judge.credentialsUnread();
    log.warning(
        "The node had not read the image pull secret %s when it pulled the image; it tries again in about 10 s. If the Secret does not exist, create it in the namespace %s or change image_pull_secrets."
            .formatted(names.get(), pod.name().namespace()));
    return true;
  }

  // Kubelet sends its events one after another: when the failed pull is told, all before it is.
  private Optional<String> unread(PodSnapshot pod) throws InterruptedException {
    for (int look = 0; look < LOOKS; look++) {
      if (look > 0) {
        Thread.sleep(Pause.beforeTry(look, PAUSE));
      }
      switch (events.of(pod.name())) {
        case ClusterAnswer.Done<List<PodEvent>>(var seen) -> {
          Optional<String> names = names(seen);
          if (names.isPresent() || seen.stream().anyMatch(it -> it.reason().equals("Failed"))) {
            return names;
          }
        }
        case ClusterAnswer.Refused<List<PodEvent>>(ClusterError error) -> {
          // A busy server is the very reason why a Secret is not read in time.
          if (!(error instanceof ClusterError.Unavailable)) {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The Secrets that the pod's events tell of as not read, such as {@code a, b}. */
  static Optional<String> names(List<PodEvent> events) {
    return events.stream()
        .filter(event -> event.reason().equals(REASON))
        .map(event -> NAMES.matcher(event.message()))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst();
  }
}
