package dev.slipway.app.flow;

import dev.slipway.domain.assembly.JobSecrets;
import dev.slipway.domain.assembly.OwnLabels;
import dev.slipway.domain.assembly.PodNames;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.pod.NamespacePlan;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.domain.settings.RunnerSettings;
import dev.slipway.domain.settings.TimerSettings;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.SecretStore.StoredSecret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears up after managers that are gone: their jobs are reported as failed, pods, Secrets and
 * records are removed. What a manager that lives has in hand is not touched, and no script is run.
 *
 * <p>The pod goes first, so that nothing of the job runs on when GitLab hears of its end; the
 * record goes last, so that a manager that ends meanwhile leaves it to the next one.
 */
final class LeftBehind {
  private static final Logger LOG = LoggerFactory.getLogger(LeftBehind.class);

  /** A Secret that no pod owns and no record tells of is somebody's work for moments only. */
  private static final Duration ORPHAN_AGE = Duration.ofMinutes(10);

  private final ClusterPorts cluster;
  private final RunnerSettings runner;
  private final LastWord lastWord;
  private final String systemId;
  private final ManagerProcess here;
  private final InstantSource clock;
  private final PodTearDown tearDown;
  private final TimerSettings timers;
  private final String namespace;

  LeftBehind(
      ClusterPorts cluster,
      RunnerSettings runner,
      LastWord lastWord,
      String systemId,
      ManagerProcess here,
      InstantSource clock) {
    this.cluster = cluster;
    this.runner = runner;
    this.lastWord = lastWord;
    this.systemId = systemId;
    this.here = here;
    this.clock = clock;
    tearDown = new PodTearDown(cluster.pods(), cluster.secrets());
    timers = runner.kubernetes().timers();
    namespace = runner.kubernetes().identity().namespace();
  }

  /** Clears up in the runner's namespace, once. What cannot be done is left to the next start. */
  void clear() throws InterruptedException {
    try {
      tryToClear();
    } catch (FailureException e) {
      LOG.warn("What managers before this one may have left is not cleared up: {}", e.getMessage());
    }
  }

  private void tryToClear() throws FailureException, InterruptedException {
    Map<String, String> own = OwnLabels.ofManager(systemId);
    // Before the records: what has none then is no job's that has only just begun.
    List<PodSnapshot> pods = all("pods", () -> cluster.pods().list(namespace, own));
    List<StoredSecret> secrets = all("Secrets", () -> cluster.secrets().list(namespace, own));
    List<StoredSecret> records =
        all(
            "job records",
            () ->
                cluster
                    .secrets()
                    .list(namespace, Map.of(JobSecrets.RECORD_LABEL, JobSecrets.RECORD_OF_JOB)));
    for (StoredSecret stored : records) {
      var record = JobRecord.read(stored.plan());
      if (record.isEmpty()) {
        LOG.warn("Secret {}/{} is no job record of this version", namespace, stored.plan().name());
      } else if (record
          .get()
          .isLeft(own.getOrDefault(OwnLabels.SYSTEM_ID, ""), here, clock.instant())) {
        bury(record.get(), stored.plan());
      }
    }
    sweepPods(pods, records);
    sweepSecrets(secrets, records);
  }

  private void bury(JobRecord record, SecretPlan secret) throws InterruptedException {
    boolean ours = record.url().equals(runner.gitlab().url().toString());
    // Another runner of this program, or of another one, talks to that GitLab.
    if (!ours && !clock.instant().isAfter(record.overBy())) {
      return;
    }
    LOG.warn(
        "{} was left behind by a manager that is gone (process {} on host {}): it is reported as failed, pod {} is removed",
        record.job(),
        record.process().pid(),
        record.process().host(),
        record.pod());
    boolean removed = tearDown.removeMarked(record.pod(), OwnMark.of(record), timers);
    removed &= removeOwnNamespace(record);
    boolean told = !ours || lastWord.say(record);
    if (removed && told) {
      tearDown.removeSecret(secret.namespace(), secret.name(), timers);
    }
  }

  private boolean removeOwnNamespace(JobRecord record) throws InterruptedException {
    String name = NamespacePlan.nameFor(record.job().id());
    return !record.pod().namespace().equals(name)
        || new JobNamespace(cluster.namespaces(), ClusterCall.STANDARD)
            .delete(
                new NamespacePlan(
                    name, OwnLabels.ofNamespace(OwnMark.of(record).labels(), record.url())),
                timers.cleanupResourcesTimeout());
  }

  private void sweepPods(List<PodSnapshot> pods, List<StoredSecret> records)
      throws InterruptedException {
    Set<String> recorded =
        records.stream().map(one -> one.plan().name()).collect(Collectors.toSet());
    for (PodSnapshot pod : pods) {
      if (isRunners(pod.name().name())
          && !recorded.contains(JobSecrets.recordName(pod.name()))
          && !pod.deleting()) {
        LOG.warn("Pod {} belongs to no job any more, removing it", pod.name());
        tearDown.removePod(pod.name(), timers);
      }
    }
  }

  private void sweepSecrets(List<StoredSecret> secrets, List<StoredSecret> records)
      throws InterruptedException {
    Set<String> recorded = records.stream().map(LeftBehind::jobOf).collect(Collectors.toSet());
    Instant old = clock.instant().minus(ORPHAN_AGE);
    for (StoredSecret one : secrets) {
      if (isRunners(one.plan().name())
          && !recorded.contains(jobOf(one))
          && JobSecrets.isLoose(one.plan())
          && Instant.ofEpochSecond(one.created()).isBefore(old)) {
        LOG.warn("Secret {} belongs to no job any more, removing it", one.plan().name());
        tearDown.removeSecret(one.plan().namespace(), one.plan().name(), timers);
      }
    }
  }

  // The record of another runner's job is in that one's namespace, wherever the job's pod is.
  private boolean isRunners(String name) {
    return name.startsWith(PodNames.ofRunner(runner.shortToken().value()));
  }

  private static String jobOf(StoredSecret secret) {
    return secret.plan().labels().getOrDefault(OwnLabels.JOB_ID, "");
  }

  private <T> List<T> all(String what, Supplier<ClusterAnswer<List<T>>> list)
      throws FailureException, InterruptedException {
    return ClusterCall.STANDARD
        .repeatedFor(timers.cleanupResourcesTimeout(), list)
        .orFail("listing %s in namespace %s".formatted(what, namespace));
  }
}
