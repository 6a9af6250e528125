package dev.slipway.adapter.fabric8;

import dev.slipway.adapter.fabric8.mapping.SnapshotMapping;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.NoAnswer;
import dev.slipway.ports.cluster.feed.PodSource.OpenWatch;
import dev.slipway.ports.cluster.feed.PodSource.WatchEnd;
import dev.slipway.ports.cluster.feed.PodSource.WatchReader;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One watch: an answer whose body is a line of JSON for each event. The body is read part by part;
 * the next part is asked for only when the reader has taken the last.
 */
final class Fabric8Watch implements OpenWatch {
  private static final long HEADERS_SECONDS_MAX = 15;
  private static final int GONE = 410;

  private final Fabric8Calls calls;
  private final String path;
  private final WatchReader reader;
  private final AtomicBoolean over = new AtomicBoolean();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private volatile @Nullable CompletableFuture<HttpResponse<AsyncBody>> answer;
  private volatile int status;
  private volatile @Nullable Duration retryAfter;

  Fabric8Watch(Fabric8Calls calls, String path, WatchReader reader) {
    this.calls = calls;
    this.path = path;
    this.reader = reader;
  }

  Fabric8Watch start() {
    HttpRequest.Builder request =
        calls.client().getHttpClient().newHttpRequestBuilder().uri(calls.uri(path)).forStreaming();
    request.header("Accept", "application/json");
    CompletableFuture<HttpResponse<AsyncBody>> sent =
        calls.client().getHttpClient().consumeBytes(request.build(), this::part);
    answer = sent;
    var _ =
        sent.copy().orTimeout(HEADERS_SECONDS_MAX, TimeUnit.SECONDS).whenComplete(this::answered);
    return this;
  }

  private void answered(@Nullable HttpResponse<AsyncBody> response, @Nullable Throwable failure) {
    if (response == null) {
      end(broken(failure));
      close();
      return;
    }
    status = response.code();
    retryAfter = Fabric8Calls.retryAfter(response);
    var _ = response.body().done().whenComplete((nothing, cut) -> finished(cut));
    if (over.get()) {
      response.body().cancel();
    } else {
      response.body().consume();
    }
  }

  private void part(List<ByteBuffer> buffers, AsyncBody body) {
    for (ByteBuffer buffer : buffers) {
      while (buffer.hasRemaining()) {
        byte b = buffer.get();
        if (b == '\n' && status == 200) {
          event(take());
        } else {
          line.write(b);
        }
      }
    }
    if (over.get()) {
      body.cancel();
    } else {
      body.consume();
    }
  }

  private String take() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    return text;
  }

  private void event(String json) {
    if (over.get() || json.isBlank()) {
      return;
    }
    WatchEvent event = calls.serialization().unmarshal(json, WatchEvent.class);
    switch (event.getObject()) {
      case Pod pod when event.getType().equals("BOOKMARK") ->
          reader.reached(pod.getMetadata().getResourceVersion());
      case Pod pod when event.getType().equals("DELETED") ->
          reader.gone(SnapshotMapping.toSnapshot(pod));
      case Pod pod -> reader.seen(SnapshotMapping.toSnapshot(pod));
      case Status refusal -> {
        end(refused(refusal.getCode() == null ? 500 : refusal.getCode(), json, null));
        close();
      }
      case null, default ->
          end(broken(new IllegalStateException("unknown event: " + event.getType())));
    }
  }

  private void finished(@Nullable Throwable cut) {
    if (status != 200) {
      end(refused(status, take(), retryAfter));
    } else if (cut != null) {
      end(broken(cut));
    } else {
      end(new WatchEnd.Finished());
    }
  }

  private static WatchEnd refused(int code, String body, @Nullable Duration retryAfter) {
    return code == GONE
        ? new WatchEnd.Expired()
        : new WatchEnd.Broken(Fabric8Calls.error(code, body, retryAfter));
  }

  private static WatchEnd broken(@Nullable Throwable failure) {
    String why = failure == null ? "no answer" : NoAnswer.text(failure);
    return new WatchEnd.Broken(
        new ClusterError.Unavailable("the watch broke: " + why, Optional.empty()));
  }

  private void end(WatchEnd end) {
    if (over.compareAndSet(false, true)) {
      reader.ended(end);
    }
  }

  @Override
  public void close() {
    over.set(true);
    CompletableFuture<HttpResponse<AsyncBody>> sent = answer;
    if (sent != null) {
      var _ = sent.thenAccept(response -> response.body().cancel());
      sent.cancel(true);
    }
  }
}
