package dev.slipway.app.flow;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.LiveJob;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.domain.stage.ContainerRole;
import dev.slipway.domain.watch.FailureDetails;
import dev.slipway.domain.watch.PodJudge;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.domain.watch.PodVerdict;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.PodEvents;
import dev.slipway.ports.cluster.PodEvents.PodEvent;
import dev.slipway.ports.cluster.PodStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Waits until the standing containers of one job's pod run. */
final class PodReadiness {
  private static final Duration PULL_GRACE = Duration.ofSeconds(30);
  private final PodStore pods;
  private final PodEvents events;
  private final InstantSource clock;
  private final LiveJob job;
  private final PodJudge judge;
  private final JobSignals signals;
  private final JobLog log;
  private final UnreadPullSecret unread;
  private final Set<String> told = new HashSet<>();
  private Optional<PodSnapshot> last = Optional.empty();

  PodReadiness(
      ClusterPorts cluster,
      InstantSource clock,
      LiveJob job,
      PodJudge judge,
      JobSignals signals,
      JobLog log) {
    this.pods = cluster.pods();
    this.events = cluster.events();
    this.clock = clock;
    this.job = job;
    this.judge = judge;
    this.signals = signals;
    this.log = log;
    this.unread = new UnreadPullSecret(events, log);
  }

  /** The judge for a job's pod, for as long as the job. */
  static PodJudge judge(PlannedJob job) {
    return new PodJudge(
        Set.of(ContainerRole.BUILD.container(), ContainerRole.HELPER.container()),
        job.objects().secrets().stream()
            .filter(secret -> secret.type().equals("Opaque"))
            .map(SecretPlan::name)
            .collect(Collectors.toSet()),
        PULL_GRACE);
  }

  /**
   * Waits until the pod is ready. What it waits for goes to the log, each thing once.
   *
   * @throws FailureException when the pod cannot become ready, or does not within {@code
   *     poll_timeout}
   * @throws StageInterruptedException when the job is asked to end, or the deadline has come
   */
  void await(Instant deadline)
      throws FailureException, InterruptedException, StageInterruptedException {
    Duration limit = job.planned().claimed().runner().kubernetes().timers().pollTimeout();
    Instant until = clock.instant().plus(limit);
    while (true) {
      Instant now = clock.instant();
      if (now.isAfter(deadline)) {
        throw new StageInterruptedException(new StageRun.TimedOut());
      }
      Instant next = earlier(until, earlier(deadline, judge.judgesAgainAt().orElse(until)));
      Optional<JobSignal> signal = signals.next(Duration.between(now, next));
      if (signal.isEmpty() && !clock.instant().isBefore(until)) {
        throw tooLate(limit);
      }
      boolean isReady =
          signal.isPresent() ? heard(signal.get()) : last.isPresent() && ready(last.get());
      if (isReady) {
        return;
      }
    }
  }

  /** Whether the pod is ready now. */
  private boolean heard(JobSignal signal)
      throws FailureException, InterruptedException, StageInterruptedException {
    return switch (signal) {
      case JobSignal.PodSeen(PodSnapshot pod) -> pod.uid().equals(job.podUid()) && ready(pod);
      case JobSignal.PodGone(String uid) -> {
        if (uid.equals(job.podUid())) {
          throw new FailureException(
              new Failure.PodLost(name().toString(), "is deleted" + node(last)));
        }
        yield false;
      }
      case JobSignal.StopAsked(Stop stop) -> throw new StageInterruptedException(StageRun.of(stop));
      case JobSignal.WatchRefused(Failure failure) -> throw new FailureException(failure);
      case JobSignal.Started _,
          JobSignal.Ended _,
          JobSignal.EndedFile _,
          JobSignal.Delivered _,
          JobSignal.ChannelFailed _,
          JobSignal.WorkEnded _ ->
          false;
    };
  }

  private boolean ready(PodSnapshot pod)
      throws FailureException, InterruptedException, StageInterruptedException {
    last = Optional.of(pod);
    return switch (judge.judge(pod, clock.instant())) {
      case PodVerdict.Ready _ -> true;
      case PodVerdict.Broken(Failure failure) -> {
        if (!Stoppable.run(signals, () -> unread.excuses(failure, pod, judge))) {
          throw told(failure, pod);
        }
        yield ready(pod);
      }
      case PodVerdict.Starting(String waitingFor) -> {
        tell(pod, waitingFor);
        yield false;
      }
    };
  }

  private PodName name() {
    return job.planned().pod().name();
  }

  private FailureException tooLate(Duration limit) throws FailureException, InterruptedException {
    if (last.isPresent()) {
      return told(judge.tooLate(last.get(), limit), last.get());
    }
    // The watch brought nothing at all: ask once before blaming the pod.
    PodSnapshot pod =
        ClusterCall.of(job.planned())
            .repeated(() -> pods.get(name()))
            .orFail("couldn't get pod details");
    return told(judge.tooLate(pod, limit), pod);
  }

  private FailureException told(Failure failure, PodSnapshot pod) {
    if (failure instanceof Failure.NotStarted late
        && late.waitingFor().isEmpty()
        && events.of(pod.name()) instanceof ClusterAnswer.Done<List<PodEvent>>(var seen)) {
      return new FailureException(late.waitingFor(PullsUnderWay.of(seen)));
    }
    return new FailureException(FailureDetails.whileStarting(failure, job.planned().pod(), pod));
  }

  private static String node(Optional<PodSnapshot> last) {
    return last.flatMap(PodSnapshot::node).map(name -> " (node " + name + ")").orElse("");
  }

  // Each line once: kubelet's words for one trouble take turns.
  private void tell(PodSnapshot pod, String waitingFor) {
    String line =
        "Waiting for pod %s to be running on the node %s, status is %s"
            .formatted(pod.name(), pod.node().orElse("<unknown>"), pod.phase());
    // A pod that is not scheduled yet will be in a moment: only what stays is worth a line.
    if ((pod.node().isPresent() || !waitingFor.isEmpty()) && told.add(line)) {
      log.podLine(line);
    }
    if (!waitingFor.isEmpty() && told.add(waitingFor)) {
      log.podLine("\t" + waitingFor);
    }
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
