package dev.slipway.domain.watch;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureReason;
import dev.slipway.domain.watch.ContainerState.Running;
import dev.slipway.domain.watch.ContainerState.Terminated;
import dev.slipway.domain.watch.ContainerState.Waiting;
import dev.slipway.domain.watch.PodSnapshot.ContainerSnapshot;
import dev.slipway.domain.watch.PodSnapshot.PodCondition;
import dev.slipway.domain.watch.PodVerdict.Broken;
import dev.slipway.domain.watch.PodVerdict.Ready;
import dev.slipway.domain.watch.PodVerdict.Starting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Turns snapshots of one pod into verdicts. Time is an argument: the judge has no clock. It
 * remembers only what {@link PullPatience} does.
 */
public final class PodJudge {
  private final Set<String> standing;
  private final Set<String> ownSecrets;
  private final PullPatience pulls;

  /**
   * @param standing the containers that must run as long as the job
   * @param ownSecrets Secrets that the manager makes right after the pod: their absence passes
   * @param pullGrace how long a pull trouble that may pass is waited for
   */
  public PodJudge(Set<String> standing, Set<String> ownSecrets, Duration pullGrace) {
    this.standing = Set.copyOf(standing);
    this.ownSecrets = Set.copyOf(ownSecrets);
    this.pulls = new PullPatience(pullGrace);
  }

  /** What this snapshot means, seen at {@code now}. */
  public PodVerdict judge(PodSnapshot pod, Instant now) {
    Optional<Failure> failure =
        disrupted(pod).or(() -> ended(pod)).or(() -> died(pod)).or(() -> waitsForever(pod, now));
    if (failure.isPresent()) {
      return new Broken(failure.get());
    }
    return ready(pod) ? new Ready() : new Starting(waitingFor(pod));
  }

  /**
   * The failure of a pod that did not become ready in time, from its last snapshot: an image that
   * could not be pulled so far is the image's failure, not the pod's.
   */
  public Failure tooLate(PodSnapshot pod, Duration waited) {
    Optional<PodCondition> unscheduled = unscheduled(pod);
    if (unscheduled.isPresent()) {
      return new Failure.Unschedulable(
          pod.name().toString(), unscheduled.get().message(), waited.toSeconds());
    }
    Optional<Failure> pull =
        all(pod).stream().flatMap(c -> pulls.cutShort(c, waited).stream()).findFirst();
    if (pull.isPresent()) {
      return pull.get();
    }
    return new Failure.NotStarted(
        pod.name().toString(), waited.toSeconds(), pod.phase(), waitingFor(pod));
  }

  /** Whether the failure is a registry's answer to who has not the right to pull. */
  public static boolean refusedForCredentials(Failure failure) {
    return failure instanceof Failure.ImagePull pull && PullTrouble.refusesCredentials(pull.says());
  }

  /**
   * From now on a pull that is refused for its credentials counts as a trouble that may pass: the
   * node had not read them.
   */
  public void credentialsUnread() {
    pulls.credentialsUnread();
  }

  /**
   * When to judge the last snapshot again, though nothing has changed: a trouble that is waited for
   * has had its time then. Empty while no image is in trouble.
   */
  public Optional<Instant> judgesAgainAt() {
    return pulls.ends();
  }

  private Optional<Failure> disrupted(PodSnapshot pod) {
    Optional<PodCondition> disruption =
        pod.conditions().stream()
            .filter(c -> c.type().equals("DisruptionTarget") && c.isTrue())
            .findFirst();
    if (disruption.isPresent()) {
      return lost(
          pod,
          "is disrupted: reason \"%s\", message \"%s\""
              .formatted(disruption.get().reason(), disruption.get().message()));
    }
    return pod.deleting() ? lost(pod, "is being deleted") : Optional.empty();
  }

  private Optional<Failure> ended(PodSnapshot pod) {
    return switch (pod.phase()) {
      case "Failed" ->
          firstDead(pod)
              .or(() -> lost(pod, "failed: " + reasonAndMessage(pod.reason(), pod.message())));
      case "Succeeded" -> lost(pod, "already succeeded before it begins running");
      default -> Optional.empty();
    };
  }

  private Optional<Failure> firstDead(PodSnapshot pod) {
    return pod.reason().isEmpty()
        ? Stream.concat(pod.initContainers().stream(), pod.containers().stream())
            .filter(c -> !endedWell(c))
            .flatMap(c -> death(c).stream())
            .findFirst()
        : Optional.empty();
  }

  private static boolean endedWell(ContainerSnapshot container) {
    return container.state() instanceof Terminated(int code, String _, String _) && code == 0;
  }

  private Optional<Failure> died(PodSnapshot pod) {
    return pod.containers().stream()
        .filter(c -> standing.contains(c.name()))
        .flatMap(c -> death(c).stream())
        .findFirst();
  }

  private static Optional<Failure> death(ContainerSnapshot container) {
    return switch (container.state()) {
      case Terminated(int code, String reason, String message) ->
          Optional.of(
              new Failure.ContainerDied(
                  container.name(),
                  code,
                  message.isEmpty() ? reason : reason + ": " + message,
                  Optional.empty(),
                  hint(reason, message)));
      case Waiting _, Running _ -> Optional.empty();
    };
  }

  private static String hint(String reason, String message) {
    if (reason.equals("OOMKilled")) {
      return Failure.ContainerDied.memoryHint("");
    }
    boolean noShell = message.contains("exec: \"sh\"") && message.contains("not found");
    return noShell
        ? "The image has no shell, and a script needs one: use an image that has sh, for example a variant of it for debugging."
        : "";
  }

  private Optional<Failure> waitsForever(PodSnapshot pod, Instant now) {
    for (ContainerSnapshot c : all(pod)) {
      if (c.state() instanceof Waiting(String reason, String message)) {
        Optional<Failure> failure =
            PullPatience.concerns(reason)
                ? pulls.spent(c, reason, message, now)
                : waiting(c, reason, message);
        if (failure.isPresent()) {
          return failure;
        }
      }
    }
    if (all(pod).stream().noneMatch(PullPatience::concerns)) {
      pulls.calm();
    }
    return Optional.empty();
  }

  private Optional<Failure> waiting(ContainerSnapshot c, String reason, String message) {
    return switch (reason) {
      case "InvalidImageName", "ErrImageNeverPull" ->
          Optional.of(
              new Failure.ImagePull(
                  c.name(), c.image(), "", message, FailureReason.RUNNER_CONFIGURATION_ERROR));
      case "CrashLoopBackOff" ->
          Optional.of(
              new Failure.ConfigRejected(
                  "container \"%s\" is in CrashLoopBackOff: %s".formatted(c.name(), message)));
      case "CreateContainerConfigError" ->
          ownSecrets.stream().anyMatch(message::contains) || ranOutOfTime(message)
              ? Optional.empty()
              : Optional.of(
                  new Failure.ConfigRejected("container configuration error: " + message));
      case "CreateContainerError", "RunContainerError" ->
          ranOutOfTime(message)
              ? Optional.empty()
              : Optional.of(
                  new Failure.ConfigRejected(
                      "container \"%s\" cannot be started (%s): %s"
                          .formatted(c.name(), reason, message)));
      default -> Optional.empty();
    };
  }

  /**
   * Whether the kubelet only had no time, such as for {@code failed to sync secret cache: timed out
   * waiting for the condition}: it tries again by itself.
   */
  private static boolean ranOutOfTime(String message) {
    return message.contains("timed out waiting for the condition")
        || message.contains("context deadline exceeded");
  }

  private boolean ready(PodSnapshot pod) {
    return pod.phase().equals("Running")
        && standing.stream()
            .allMatch(
                name ->
                    pod.containers().stream()
                        .anyMatch(
                            c ->
                                c.name().equals(name)
                                    && c.ready()
                                    && c.state() instanceof Running));
  }

  private static String waitingFor(PodSnapshot pod) {
    Optional<PodCondition> unscheduled = unscheduled(pod);
    if (unscheduled.isPresent()) {
      return unscheduled.get().reason() + ": " + unscheduled.get().message();
    }
    List<String> parts = new ArrayList<>();
    for (ContainerSnapshot c : all(pod)) {
      if (c.state() instanceof Waiting(String reason, String message) && isTelling(reason)) {
        parts.add("container " + c.name() + ": " + reasonAndMessage(reason, message));
      }
    }
    return String.join("; ", parts);
  }

  private static boolean isTelling(String reason) {
    return !reason.isEmpty()
        && !reason.equals("ContainerCreating")
        && !reason.equals("PodInitializing");
  }

  private static Optional<PodCondition> unscheduled(PodSnapshot pod) {
    return pod.conditions().stream()
        .filter(c -> c.type().equals("PodScheduled") && !c.isTrue() && !c.reason().isEmpty())
        .findFirst();
  }

  private static List<ContainerSnapshot> all(PodSnapshot pod) {
    return Stream.concat(pod.initContainers().stream(), pod.containers().stream()).toList();
  }

  private static Optional<Failure> lost(PodSnapshot pod, String how) {
    return Optional.of(new Failure.PodLost(pod.name().toString(), how));
  }

  private static String reasonAndMessage(String reason, String message) {
    return message.isEmpty() ? reason : reason.isEmpty() ? message : reason + ": " + message;
  }
}
