package dev.slipway.adapter.fabric8;

import static dev.slipway.adapter.fabric8.Fabric8Calls.encoded;

import dev.slipway.adapter.fabric8.mapping.SnapshotMapping;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.feed.PodSource;
import io.fabric8.kubernetes.api.model.PodList;

/** Lists and watches pods over fabric8's HTTP client. */
final class Fabric8PodSource implements PodSource {
  private final Fabric8Calls calls;

  Fabric8PodSource(Fabric8Calls calls) {
    this.calls = calls;
  }

  @Override
  public ClusterAnswer<PodPage> list(Pods pods) {
    return calls
        .call("GET", path(pods), null, PodList.class)
        .map(
            list ->
                new PodPage(
                    list.getItems().stream().map(SnapshotMapping::toSnapshot).toList(),
                    list.getMetadata().getResourceVersion()));
  }

  @Override
  public OpenWatch watch(Pods pods, String resourceVersion, int limitSeconds, WatchReader reader) {
    String query =
        "&watch=true&allowWatchBookmarks=true&resourceVersion=%s&timeoutSeconds=%d"
            .formatted(encoded(resourceVersion), limitSeconds);
    return new Fabric8Watch(calls, path(pods) + query, reader).start();
  }

  private static String path(Pods pods) {
    return "/api/v1/namespaces/%s/pods?labelSelector=%s"
        .formatted(encoded(pods.namespace()), encoded(pods.selector()));
  }
}
