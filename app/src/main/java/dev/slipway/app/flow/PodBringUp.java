package dev.slipway.app.flow;

import dev.slipway.domain.assembly.JobSecrets;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.LiveJob;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pod.DisruptionBudgetPlan;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.domain.pod.SecretPlan.PodOwner;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.DisruptionBudgetStore;
import dev.slipway.ports.cluster.NamespaceStore;
import dev.slipway.ports.cluster.PodRenderer;
import dev.slipway.ports.cluster.PodStore;
import dev.slipway.ports.cluster.SecretStore;
import dev.slipway.ports.cluster.SecretStore.StoredSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Makes the pod, and before it what it needs. */
final class PodBringUp {
  private static final String CREDENTIALS = "setting up credentials";
  private static final String OWNING = "error setting ownerReferences";
  private static final int OWN_TRIES_MAX = 5;
  private final PodStore pods;
  private final SecretStore secrets;
  private final DisruptionBudgetStore budgets;
  private final NamespaceStore namespaces;
  private final PodPrerequisites prerequisites;
  private final PodRenderer renderer;

  /** How the job is written down. */
  @FunctionalInterface
  interface Recording {
    void write() throws FailureException, InterruptedException;
  }

  PodBringUp(ClusterPorts cluster) {
    this.pods = cluster.pods();
    this.secrets = cluster.secrets();
    this.budgets = cluster.budgets();
    this.namespaces = cluster.namespaces();
    this.prerequisites = new PodPrerequisites(cluster.prerequisites(), PodPrerequisites.PAUSE);
    this.renderer = cluster.renderer();
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
    OwnMark mark = OwnMark.of(job);
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
      own(secret, owner, mark, calls, log);
    }
    if (job.objects().budget().isPresent()) {
      createBudget(job.objects().budget().get().ownedBy(owner), mark, calls);
    }
    return new LiveJob(job, pod.uid());
  }

  private List<StoredSecret> prepare(PlannedJob job, Recording record, JobLog log)
      throws FailureException, InterruptedException {
    ClusterCall calls = ClusterCall.of(job);
    OwnMark mark = OwnMark.of(job);
    List<Callable<Optional<StoredSecret>>> requests = new ArrayList<>();
    requests.add(
        () -> {
          record.write();
          return Optional.empty();
        });
    JobSecrets.ofPod(job)
        .forEach(plan -> requests.add(() -> Optional.of(createSecret(plan, mark, calls, log))));
    return Together.all(requests).stream().flatMap(Optional::stream).toList();
  }

  // Before anything is made: the store could only say that the pod is invalid.
  private void refuseUnfitPatches(PlannedJob job) throws FailureException {
    if (!job.pod().patches().isEmpty()) {
      renderer.json(job.pod());
    }
  }

  private void createBudget(DisruptionBudgetPlan plan, OwnMark mark, ClusterCall calls)
      throws FailureException, InterruptedException {
    OwnCreation<String> creation =
        new OwnCreation<>(
            "setting up build pod: error creating PodDisruptionBudget",
            "PodDisruptionBudget %s/%s".formatted(plan.namespace(), plan.name()),
            calls,
            () -> budgets.create(plan),
            () -> mark.budget(budgets, plan.namespace(), plan.name()));
    creation.made(calls.repeated(creation::once));
  }

  private StoredSecret createSecret(SecretPlan plan, OwnMark mark, ClusterCall calls, JobLog log)
      throws FailureException, InterruptedException {
    OwnCreation<StoredSecret> creation =
        new OwnCreation<>(
            CREDENTIALS,
            "Secret %s/%s".formatted(plan.namespace(), plan.name()),
            calls,
            () -> secrets.create(plan),
            () -> mark.secret(secrets, plan.namespace(), plan.name()));
    return creation.made(calls.patient(log, creation::once));
  }

  private void own(StoredSecret secret, PodOwner owner, OwnMark mark, ClusterCall calls, JobLog log)
      throws FailureException, InterruptedException {
    StoredSecret now = secret;
    for (int tries = 1; true; tries++) {
      SecretPlan owned = now.plan().ownedBy(owner);
      String version = now.resourceVersion();
      ClusterAnswer<StoredSecret> answer =
          calls.patient(log, () -> secrets.replace(owned, version));
      if (tries == OWN_TRIES_MAX
          || !(answer instanceof ClusterAnswer.Refused<StoredSecret>(ClusterError.Conflict _))) {
        answer.orFail(OWNING);
        return;
      }
      // Changed since: by an earlier try of ours, whose answer was lost, or by who marks Secrets.
      Optional<StoredSecret> found =
          calls
              .repeated(() -> mark.secret(secrets, owned.namespace(), owned.name()))
              .orFail(CREDENTIALS);
      now = found.isPresent() ? found.get() : now;
      if (now.plan().owner().equals(owned.owner())) {
        return;
      }
    }
  }

  private PodSnapshot createPod(PlannedJob job, JobLog log)
      throws FailureException, InterruptedException {
    ClusterCall calls = ClusterCall.of(job);
    OwnCreation<PodSnapshot> creation =
        new OwnCreation<>(
            "setting up build pod",
            "pod " + job.pod().name(),
            calls,
            () -> pods.create(job.pod()),
            () -> OwnMark.of(job).pod(pods, job.pod().name()));
    ClusterAnswer<PodSnapshot> answer = calls.patient(log, creation::once);
    if (job.objects().namespace().isPresent()) {
      answer = JobNamespace.untilItsAccountExists(answer, creation::once, calls);
    }
    return creation.made(answer);
  }
}
