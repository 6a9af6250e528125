package dev.slipway.adapter.official;

import com.google.gson.reflect.TypeToken;
import dev.slipway.adapter.official.mapping.SnapshotMapping;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.feed.PodSource.OpenWatch;
import dev.slipway.ports.cluster.feed.PodSource.WatchEnd;
import dev.slipway.ports.cluster.feed.PodSource.WatchReader;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Status;
import io.kubernetes.client.util.Watch;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Optional;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/** One watch, read on a virtual thread. */
final class OfficialWatch implements OpenWatch {
  private static final Type EVENT = new TypeToken<Watch.Response<V1Pod>>() {}.getType();
  private static final int GONE = 410;

  private final ApiClient client;
  private final WatchReader reader;
  private volatile @Nullable Call call;
  private volatile boolean closed;

  OfficialWatch(ApiClient client, WatchReader reader) {
    this.client = client;
    this.reader = reader;
  }

  void read(OfficialCalls.Request<Call> request) {
    WatchEnd end = events(request);
    if (!closed) {
      reader.ended(end);
    }
  }

  private WatchEnd events(OfficialCalls.Request<Call> request) {
    try {
      Call started = request.send();
      call = started;
      if (closed) {
        return new WatchEnd.Finished();
      }
      try (Watch<V1Pod> watch = Watch.createWatch(client, started, EVENT)) {
        while (watch.hasNext()) {
          Watch.Response<V1Pod> event = watch.next();
          if (event.status != null) {
            return refused(event.status);
          }
          tell(event);
        }
        return new WatchEnd.Finished();
      }
    } catch (ApiException e) {
      return e.getCode() == GONE
          ? new WatchEnd.Expired()
          : new WatchEnd.Broken(OfficialCalls.error(e));
    } catch (IOException | RuntimeException e) {
      // The library wraps a broken connection in an unchecked exception.
      return new WatchEnd.Broken(
          new ClusterError.Unavailable(
              "the watch broke: " + OfficialCalls.reason(e), Optional.empty()));
    }
  }

  private void tell(Watch.Response<V1Pod> event) {
    if (closed) {
      return;
    }
    switch (event.type) {
      case "BOOKMARK" -> reader.reached(event.object.getMetadata().getResourceVersion());
      case "DELETED" -> reader.gone(SnapshotMapping.toSnapshot(event.object));
      default -> reader.seen(SnapshotMapping.toSnapshot(event.object));
    }
  }

  private static WatchEnd refused(V1Status status) {
    int code = status.getCode() == null ? 500 : status.getCode();
    return code == GONE
        ? new WatchEnd.Expired()
        : new WatchEnd.Broken(
            ClusterError.ofStatus(
                code, status.getMessage() == null ? "" : status.getMessage(), null));
  }

  @Override
  public void close() {
    closed = true;
    Call started = call;
    if (started != null) {
      started.cancel();
    }
  }
}
