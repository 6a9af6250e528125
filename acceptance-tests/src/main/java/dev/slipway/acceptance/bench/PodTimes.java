package dev.slipway.acceptance.bench;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Notes when each job's pod was first seen and when it was ready, by the id of the job. */
final class PodTimes implements ResourceEventHandler<Pod> {
  private final Map<String, Instant> seen = new ConcurrentHashMap<>();
  private final Map<String, Instant> ready = new ConcurrentHashMap<>();

  /** Empty for a job whose pod was never seen. */
  Optional<Instant> seen(long job) {
    return Optional.ofNullable(seen.get(Long.toString(job)));
  }

  /** Empty for a job whose pod was never ready. */
  Optional<Instant> ready(long job) {
    return Optional.ofNullable(ready.get(Long.toString(job)));
  }

  @Override
  public void onAdd(Pod pod) {
    note(pod);
  }

  @Override
  public void onUpdate(Pod before, Pod pod) {
    note(pod);
  }

  @Override
  public void onDelete(Pod pod, boolean unknown) {
    note(pod);
  }

  private void note(Pod pod) {
    Instant now = Instant.now();
    // Both GitLab Runner and Slipway annotate their pods so.
    Optional<String> job =
        Optional.ofNullable(pod.getMetadata().getAnnotations())
            .map(annotations -> annotations.get("job.runner.gitlab.com/id"));
    if (job.isEmpty()) {
      return;
    }
    seen.putIfAbsent(job.get(), now);
    if (pod.getStatus().getConditions().stream()
        .anyMatch(one -> one.getType().equals("Ready") && one.getStatus().equals("True"))) {
      ready.putIfAbsent(job.get(), now);
    }
  }
}
