package dev.slipway.app.flow;

import dev.slipway.domain.assembly.OwnLabels;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.DisruptionBudgetStore;
import dev.slipway.ports.cluster.PodStore;
import dev.slipway.ports.cluster.SecretStore;
import dev.slipway.ports.cluster.SecretStore.StoredSecret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what was made for one job from what only has the name that it was to have: by the labels
 * that all of a job's objects carry. What lacks them is neither used nor removed.
 */
record OwnMark(Map<String, String> labels) {
  static OwnMark of(PlannedJob job) {
    return new OwnMark(OwnLabels.of(job.claimed()));
  }

  /** Of the job that a record tells of. */
  static OwnMark of(JobRecord record) {
    return new OwnMark(
        Map.of(
            OwnLabels.SYSTEM_ID,
            record.systemId(),
            OwnLabels.JOB_ID,
            Long.toString(record.job().id())));
  }

  /** Whether what carries these labels is the job's. */
  boolean isOn(Map<String, String> others) {
    return others.entrySet().containsAll(labels.entrySet());
  }

  /** The job's pod of this name; empty where there is none, or another's. */
  ClusterAnswer<Optional<PodSnapshot>> pod(PodStore pods, PodName name) {
    return pods.list(name.namespace(), labels)
        .map(all -> all.stream().filter(pod -> pod.name().equals(name)).findFirst());
  }

  /** The job's Secret of this name; empty where there is none, or another's. */
  ClusterAnswer<Optional<StoredSecret>> secret(SecretStore secrets, String namespace, String name) {
    return secrets
        .list(namespace, labels)
        .map(all -> all.stream().filter(one -> one.plan().name().equals(name)).findFirst());
  }

  /** The job's Secrets that go with this pod, with its record. */
  ClusterAnswer<List<StoredSecret>> secretsOf(SecretStore secrets, PodName pod) {
    return secrets
        .list(pod.namespace(), labels)
        .map(
            all ->
                all.stream()
                    .filter(one -> one.plan().name().startsWith(pod.name() + "-"))
                    .toList());
  }

  /** The name of a budget, if it is the job's; else empty. */
  ClusterAnswer<Optional<String>> budget(
      DisruptionBudgetStore budgets, String namespace, String name) {
    return budgets.labels(namespace, name).map(found -> Optional.of(name).filter(_ -> isOn(found)));
  }

  /** That an object is there and is not the job's. */
  static FailureException taken(String doing, String object) {
    return new FailureException(new Failure.NameTaken(doing, object));
  }
}
