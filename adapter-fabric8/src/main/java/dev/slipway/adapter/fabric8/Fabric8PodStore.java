package dev.slipway.adapter.fabric8;

import static dev.slipway.adapter.fabric8.Fabric8Calls.encoded;

import dev.slipway.adapter.fabric8.mapping.PodMapping;
import dev.slipway.adapter.fabric8.mapping.SnapshotMapping;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.GracePeriod;
import dev.slipway.ports.cluster.PatchedPod;
import dev.slipway.ports.cluster.PodStore;
import dev.slipway.ports.cluster.feed.PodSource.PodPage;
import dev.slipway.ports.cluster.feed.PodSource.Pods;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;

/** Pods over fabric8. */
final class Fabric8PodStore implements PodStore {
  private final Fabric8Calls calls;

  Fabric8PodStore(Fabric8Calls calls) {
    this.calls = calls;
  }

  @Override
  public ClusterAnswer<PodSnapshot> create(PodPlan plan) {
    String path = "/api/v1/namespaces/" + encoded(plan.name().namespace()) + "/pods";
    try {
      String json = PatchedPod.json(calls.serialization().asJson(PodMapping.toPod(plan)), plan);
      return calls.callWithText("POST", path, json, Pod.class).map(SnapshotMapping::toSnapshot);
    } catch (FailureException e) {
      return new ClusterAnswer.Refused<>(new ClusterError.Invalid(e.failure().text()));
    }
  }

  @Override
  public ClusterAnswer<List<PodSnapshot>> list(String namespace, Map<String, String> labels) {
    return new Fabric8PodSource(calls).list(new Pods(namespace, labels)).map(PodPage::pods);
  }

  @Override
  public ClusterAnswer<PodSnapshot> get(PodName name) {
    return calls.call("GET", path(name), null, Pod.class).map(SnapshotMapping::toSnapshot);
  }

  @Override
  public ClusterAnswer<PodName> delete(PodName name, GracePeriod grace) {
    DeleteOptions options =
        new DeleteOptionsBuilder()
            .withPropagationPolicy("Background")
            .withGracePeriodSeconds(
                switch (grace) {
                  case GracePeriod.OfThePod() -> null;
                  case GracePeriod.Seconds(long seconds) -> seconds;
                })
            .build();
    return calls.call("DELETE", path(name), options, Map.class).map(gone -> name);
  }

  private static String path(PodName name) {
    return "/api/v1/namespaces/%s/pods/%s"
        .formatted(encoded(name.namespace()), encoded(name.name()));
  }
}
