package dev.slipway.adapter.official;

import dev.slipway.adapter.official.mapping.PodMapping;
import dev.slipway.adapter.official.mapping.SnapshotMapping;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.GracePeriod;
import dev.slipway.ports.cluster.PatchedPod;
import dev.slipway.ports.cluster.PodStore;
import dev.slipway.ports.cluster.feed.PodSource.Pods;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiResponse;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1DeleteOptions;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.List;
import java.util.Map;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.RequestBody;

/** Pods over the official client. */
final class OfficialPodStore implements PodStore {
  private final ApiClient client;
  private final CoreV1Api api;

  OfficialPodStore(ApiClient client) {
    this.client = client;
    this.api = new CoreV1Api(client);
  }

  @Override
  public ClusterAnswer<PodSnapshot> create(PodPlan plan) {
    V1Pod pod = PodMapping.toPod(plan);
    try {
      RequestBody body =
          RequestBody.create(
              PatchedPod.json(JSON.serialize(pod), plan), MediaType.get("application/json"));
      var request = api.createNamespacedPod(plan.name().namespace(), pod);
      return OfficialCalls.call(
              () -> client.<V1Pod>execute(withBody(request.buildCall(null), body), V1Pod.class))
          .map(ApiResponse::getData)
          .map(SnapshotMapping::toSnapshot);
    } catch (FailureException e) {
      return new ClusterAnswer.Refused<>(new ClusterError.Invalid(e.failure().text()));
    }
  }

  /** The same request with a body that the library's model need not know. */
  private Call withBody(Call call, RequestBody body) {
    return client.getHttpClient().newCall(call.request().newBuilder().post(body).build());
  }

  @Override
  public ClusterAnswer<List<PodSnapshot>> list(String namespace, Map<String, String> labels) {
    return OfficialCalls.call(
            api.listNamespacedPod(namespace).labelSelector(new Pods(namespace, labels).selector())
                ::execute)
        .map(list -> list.getItems().stream().map(SnapshotMapping::toSnapshot).toList());
  }

  @Override
  public ClusterAnswer<PodSnapshot> get(PodName name) {
    return OfficialCalls.call(api.readNamespacedPod(name.name(), name.namespace())::execute)
        .map(SnapshotMapping::toSnapshot);
  }

  @Override
  public ClusterAnswer<PodName> delete(PodName name, GracePeriod grace) {
    V1DeleteOptions options =
        new V1DeleteOptions()
            .propagationPolicy("Background")
            .gracePeriodSeconds(
                switch (grace) {
                  case GracePeriod.OfThePod() -> null;
                  case GracePeriod.Seconds(long seconds) -> seconds;
                });
    var request = api.deleteNamespacedPod(name.name(), name.namespace()).body(options);
    // The answer is a Pod or a Status; neither is read.
    return OfficialCalls.call(() -> client.execute(request.buildCall(null))).map(gone -> name);
  }
}
