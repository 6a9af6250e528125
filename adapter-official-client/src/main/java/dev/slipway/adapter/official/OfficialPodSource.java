package dev.slipway.adapter.official;

import dev.slipway.adapter.official.mapping.SnapshotMapping;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.feed.PodSource;
import io.kubernetes.client.openapi.apis.CoreV1Api;

/** Lists and watches pods over the official client. */
final class OfficialPodSource implements PodSource {
  private final CoreV1Api api;
  private final OfficialClients clients;

  OfficialPodSource(OfficialClients clients) {
    this.clients = clients;
    this.api = new CoreV1Api(clients.calls());
  }

  @Override
  public ClusterAnswer<PodPage> list(Pods pods) {
    return OfficialCalls.call(
            api.listNamespacedPod(pods.namespace()).labelSelector(pods.selector())::execute)
        .map(
            list ->
                new PodPage(
                    list.getItems().stream().map(SnapshotMapping::toSnapshot).toList(),
                    list.getMetadata().getResourceVersion()));
  }

  @Override
  public OpenWatch watch(Pods pods, String resourceVersion, int limitSeconds, WatchReader reader) {
    var request =
        new CoreV1Api(clients.streams())
            .listNamespacedPod(pods.namespace())
            .labelSelector(pods.selector())
            .resourceVersion(resourceVersion)
            .allowWatchBookmarks(true)
            .timeoutSeconds(limitSeconds)
            .watch(true);
    OfficialWatch watch = new OfficialWatch(clients.streams(), reader);
    clients.threads().execute(() -> watch.read(() -> request.buildCall(null)));
    return watch;
  }
}
