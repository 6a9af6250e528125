package dev.slipway.domain.watch;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureReason;
import dev.slipway.domain.watch.ContainerState.Waiting;
import dev.slipway.domain.watch.PodSnapshot.ContainerSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How long one pod's pulls are waited for while their trouble may pass. It remembers since when
 * there is such trouble, and kubelet's last word that names a cause.
 */
final class PullPatience {
  private static final Set<String> REASONS =
      Set.of("ErrImagePull", "ImagePullBackOff", "ImageInspectError", "RegistryUnavailable");

  private final Duration grace;
  private Optional<Instant> since = Optional.empty();
  private String cause = "";
  private boolean credentialsUnread;

  /**
   * @param grace how long a trouble that may pass is waited for
   */
  PullPatience(Duration grace) {
    this.grace = grace;
  }

  /** From now on a pull that is refused for its credentials may pass too, and has its own grace. */
  void credentialsUnread() {
    credentialsUnread = true;
    since = Optional.empty();
  }

  /** Whether a container that waits for this reason waits for an image that did not come. */
  static boolean concerns(String reason) {
    return REASONS.contains(reason);
  }

  static boolean concerns(ContainerSnapshot container) {
    return container.state() instanceof Waiting(String reason, String _) && concerns(reason);
  }

  /** The failure of a pull that is not waited for, or not any longer. */
  Optional<Failure> spent(ContainerSnapshot c, String reason, String message, Instant now) {
    boolean followsTrouble =
        reason.equals("ImagePullBackOff") && since.isPresent() && namesNoCause(message);
    if (mayPass(message)) {
      cause = message;
    }
    if (mayPass(message) || followsTrouble) {
      Instant began = since.orElse(now);
      since = Optional.of(began);
      if (now.isBefore(began.plus(grace))) {
        return Optional.empty();
      }
    }
    return Optional.of(failure(c, told(message)));
  }

  /** The failure of a pull that was still waited for when the pod's own time was up. */
  Optional<Failure> cutShort(ContainerSnapshot c, Duration waited) {
    return c.state() instanceof Waiting(String reason, String message) && concerns(reason)
        ? Optional.of(
            failure(
                c,
                "%s (tried until poll_timeout, %d s)".formatted(told(message), waited.toSeconds())))
        : Optional.empty();
  }

  /** When a trouble that is waited for now has had its time; empty without any. */
  Optional<Instant> ends() {
    return since.map(began -> began.plus(grace));
  }

  /** No image is in trouble any more: the next one has the whole grace. */
  void calm() {
    since = Optional.empty();
    cause = "";
  }

  private boolean mayPass(String message) {
    return PullTrouble.mayPass(message)
        || (credentialsUnread && PullTrouble.refusesCredentials(message));
  }

  // ImagePullBackOff often says no more than "Back-off pulling image": the cause came before.
  private String told(String message) {
    return cause.isEmpty() || !namesNoCause(message) ? message : message + ": " + cause;
  }

  private static boolean namesNoCause(String message) {
    return !PullTrouble.mayPass(message)
        && !PullTrouble.refusesCredentials(message)
        && PullTrouble.reason(message) == FailureReason.IMAGE_PULL_FAILURE;
  }

  private static Failure failure(ContainerSnapshot c, String says) {
    return new Failure.ImagePull(c.name(), c.image(), "", says, PullTrouble.reason(says));
  }
}
