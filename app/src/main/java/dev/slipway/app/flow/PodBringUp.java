package dev.slipway.app.flow;

import dev.slipway.domain.assembly.JobSecrets;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.LiveJob;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pod.DisruptionBudgetPlan;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.domain.pod.SecretPlan.PodOwner;
import dev.slipway.domain.stage.ContainerRole;
import dev.slipway.domain.watch.FailureDetails;
import dev.slipway.domain.watch.PodJudge;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.domain.watch.PodVerdict;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.DisruptionBudgetStore;
import dev.slipway.ports.cluster.NamespaceStore;
import dev.slipway.ports.cluster.PodEvents;
import dev.slipway.ports.cluster.PodEvents.PodEvent;
import dev.slipway.ports.cluster.PodRenderer;
import dev.slipway.ports.cluster.PodStore;
import dev.slipway.ports.cluster.SecretStore;
import dev.slipway.ports.cluster.SecretStore.StoredSecret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** Makes the pod and waits until its standing containers run. */
final class PodBringUp {
  private static final Duration PULL_GRACE = Duration.ofSeconds(30);
  private final PodStore pods;
  private final SecretStore secrets;
  private final DisruptionBudgetStore budgets;
  private final NamespaceStore namespaces;
  private final PodEvents events;
  private final PodPrerequisites prerequisites;
  private final PodRenderer renderer;
  private final InstantSource clock;

  /** How the job is written down. */
  @FunctionalInterface
  interface Recording {
    void write() throws FailureException, InterruptedException;
  }

  PodBringUp(ClusterPorts cluster, InstantSource clock) {
    this.pods = cluster.pods();
    this.secrets = cluster.secrets();
    this.budgets = cluster.budgets();
    this.namespaces = cluster.namespaces();
    this.events = cluster.events();
    this.prerequisites = new PodPrerequisites(cluster.prerequisites(), PodPrerequisites.PAUSE);
    this.renderer = cluster.renderer();
    this.clock = clock;
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
   * Writes the job down, by {@code record}, and makes the Secrets that the pod needs, all at once;
   * then makes the pod, and makes the pod own the Secrets: so they go when it goes, whatever
   * happens to this process. The Secrets come before the pod, because a container that finds its
   * Secret missing is tried again only a second later; until they are owned the job's record and
   * their labels tell of them.
   */
  LiveJob create(PlannedJob job, Recording record, JobLog log)
      throws FailureException, InterruptedException {
    ClusterCall calls = ClusterCall.of(job);
    refuseUnfitPatches(job);
    Recording toRecord = record;
    if (job.objects().namespace().isPresent()) {
      // The namespace is part of what a record tells of.
      record.write();
      toRecord = () -> {};
      new JobNamespace(namespaces, calls).create(job.objects().namespace().get());
    }
    prerequisites.await(job, log);
    List<StoredSecret> made = prepare(job, toRecord, log);
    PodSnapshot pod = createPod(job, log);
    PodOwner owner = new PodOwner(pod.name().name(), pod.uid());
    for (StoredSecret secret : made) {
      own(secret, owner, calls, log);
    }
    if (job.objects().budget().isPresent()) {
      createBudget(job.objects().budget().get().ownedBy(owner), calls);
    }
    return new LiveJob(job, pod.uid());
  }

  private List<StoredSecret> prepare(PlannedJob job, Recording record, JobLog log)
      throws FailureException, InterruptedException {
    ClusterCall calls = ClusterCall.of(job);
    List<Callable<Optional<StoredSecret>>> requests = new ArrayList<>();
    requests.add(
        () -> {
          record.write();
          return Optional.empty();
        });
    JobSecrets.ofPod(job)
        .forEach(plan -> requests.add(() -> Optional.of(createSecret(plan, calls, log))));
    return Together.all(requests).stream().flatMap(Optional::stream).toList();
  }

  // Before anything is made: the store could only say that the pod is invalid.
  private void refuseUnfitPatches(PlannedJob job) throws FailureException {
    if (!job.pod().patches().isEmpty()) {
      renderer.json(job.pod());
    }
  }

  private void createBudget(DisruptionBudgetPlan plan, ClusterCall calls)
      throws FailureException, InterruptedException {
    ClusterAnswer<String> answer = calls.repeated(() -> budgets.create(plan));
    // The name is ours alone: a conflict says that an earlier try went through.
    if (!(answer instanceof ClusterAnswer.Refused<?>(ClusterError.Conflict _))) {
      answer.orFail("setting up build pod: error creating PodDisruptionBudget");
    }
  }

  private StoredSecret createSecret(SecretPlan plan, ClusterCall calls, JobLog log)
      throws FailureException, InterruptedException {
    ClusterAnswer<StoredSecret> answer = calls.patient(log, () -> secrets.create(plan));
    if (answer instanceof ClusterAnswer.Refused<StoredSecret>(ClusterError.Conflict _)) {
      // The name is ours alone: an earlier try went through and its answer was lost.
      return stored(plan, calls)
          .orElseThrow(
              () ->
                  new FailureException(
                      new Failure.ClusterRefused(
                          "setting up credentials",
                          "the Secret " + plan.name() + " exists and is not ours",
                          "")));
    }
    return answer.orFail("setting up credentials");
  }

  private Optional<StoredSecret> stored(SecretPlan plan, ClusterCall calls)
      throws FailureException, InterruptedException {
    return calls
        .repeated(() -> secrets.list(plan.namespace(), plan.labels()))
        .orFail("setting up credentials")
        .stream()
        .filter(stored -> stored.plan().name().equals(plan.name()))
        .findFirst();
  }

  private void own(StoredSecret secret, PodOwner owner, ClusterCall calls, JobLog log)
      throws FailureException, InterruptedException {
    SecretPlan owned = secret.plan().ownedBy(owner);
    ClusterAnswer<StoredSecret> answer =
        calls.patient(log, () -> secrets.replace(owned, secret.resourceVersion()));
    // Changed since: by an earlier try of ours, whose answer was lost?
    boolean done =
        answer instanceof ClusterAnswer.Refused<StoredSecret>(ClusterError.Conflict _)
            && stored(owned, calls)
                .filter(now -> now.plan().owner().equals(owned.owner()))
                .isPresent();
    if (!done) {
      answer.orFail("error setting ownerReferences");
    }
  }

  /** Waits until the pod is ready. What it waits for goes to the log, each thing once. */
  void awaitReady(LiveJob job, JobSignals signals, JobLog log, PodJudge judge, Instant deadline)
      throws FailureException, InterruptedException, StageInterruptedException {
    PodName name = job.planned().pod().name();
    Instant began = clock.instant();
    Duration limit = job.planned().claimed().runner().kubernetes().timers().pollTimeout();
    Instant until = began.plus(limit);
    Optional<PodSnapshot> last = Optional.empty();
    Set<String> told = new HashSet<>();
    while (true) {
      Instant now = clock.instant();
      if (now.isAfter(deadline)) {
        throw new StageInterruptedException(new StageRun.TimedOut());
      }
      Optional<JobSignal> signal = signals.next(Duration.between(now, earlier(until, deadline)));
      if (signal.isEmpty() && !clock.instant().isBefore(until)) {
        throw tooLate(job, judge, last, limit);
      }
      if (signal.isPresent()) {
        switch (signal.get()) {
          case JobSignal.PodSeen(PodSnapshot pod) -> {
            if (pod.uid().equals(job.podUid())) {
              last = Optional.of(pod);
              switch (judge.judge(pod, clock.instant())) {
                case PodVerdict.Ready _ -> {
                  return;
                }
                case PodVerdict.Broken(Failure failure) ->
                    throw new FailureException(
                        FailureDetails.of(failure, job.planned().pod(), pod));
                case PodVerdict.Starting(String waitingFor) -> tell(log, pod, waitingFor, told);
              }
            }
          }
          case JobSignal.PodGone(String uid) -> {
            if (uid.equals(job.podUid())) {
              throw new FailureException(
                  new Failure.PodLost(name.toString(), "is deleted" + node(last)));
            }
          }
          case JobSignal.StopAsked(Stop stop) ->
              throw new StageInterruptedException(StageRun.of(stop));
          case JobSignal.WatchRefused(Failure failure) -> throw new FailureException(failure);
          case JobSignal.Started _,
              JobSignal.Ended _,
              JobSignal.EndedFile _,
              JobSignal.Delivered _,
              JobSignal.ChannelFailed _,
              JobSignal.WorkEnded _ -> {}
        }
      }
    }
  }

  private FailureException tooLate(
      LiveJob job, PodJudge judge, Optional<PodSnapshot> last, Duration limit)
      throws FailureException, InterruptedException {
    if (last.isPresent()) {
      return told(judge.tooLate(last.get(), limit), job, last.get());
    }
    // The watch brought nothing at all: ask once before blaming the pod.
    PodName name = job.planned().pod().name();
    PodSnapshot pod =
        ClusterCall.of(job.planned())
            .repeated(() -> pods.get(name))
            .orFail("couldn't get pod details");
    return told(judge.tooLate(pod, limit), job, pod);
  }

  private FailureException told(Failure failure, LiveJob job, PodSnapshot pod) {
    if (failure instanceof Failure.NotStarted late
        && late.waitingFor().isEmpty()
        && events.of(pod.name()) instanceof ClusterAnswer.Done<List<PodEvent>>(var seen)) {
      return new FailureException(late.waitingFor(PullsUnderWay.of(seen)));
    }
    return new FailureException(FailureDetails.of(failure, job.planned().pod(), pod));
  }

  private static String node(Optional<PodSnapshot> last) {
    return last.flatMap(PodSnapshot::node).map(name -> " (node " + name + ")").orElse("");
  }

  // Each line once: kubelet's words for one trouble take turns.
  private static void tell(JobLog log, PodSnapshot pod, String waitingFor, Set<String> told) {
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

  private PodSnapshot createPod(PlannedJob job, JobLog log)
      throws FailureException, InterruptedException {
    ClusterCall calls = ClusterCall.of(job);
    ClusterAnswer<PodSnapshot> answer = calls.patient(log, () -> pods.create(job.pod()));
    if (job.objects().namespace().isPresent()) {
      answer = JobNamespace.untilItsAccountExists(answer, () -> pods.create(job.pod()), calls);
    }
    if (answer instanceof ClusterAnswer.Refused<PodSnapshot>(ClusterError.Conflict _)) {
      // The name is ours alone: an earlier try went through and its answer was lost.
      answer = calls.repeated(() -> pods.get(job.pod().name()));
    }
    return answer.orFail("setting up build pod");
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
