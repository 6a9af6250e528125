package dev.slipway.adapter.fabric8;

import dev.slipway.ports.cluster.CallLimit;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.NoAnswer;
import dev.slipway.ports.cluster.stream.ServerStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends one request through the library's HTTP client and turns what comes back into an answer. */
final class Fabric8Calls {
  private static final String JSON = "application/json";
  private static final int BODY_QUOTED_MAX = 300;
  private static final int REFUSAL_BYTES_MAX = 1 << 16;

  private final KubernetesClient client;
  private final CallLimit limit;
  private final String base;

  Fabric8Calls(KubernetesClient client, CallLimit limit) {
    this.client = client;
    this.limit = limit;
    this.base = client.getMasterUrl().toString().replaceAll("/+$", "");
  }

  KubernetesClient client() {
    return client;
  }

  KubernetesSerialization serialization() {
    return client.getKubernetesSerialization();
  }

  /** The full address of a path that begins with a slash. */
  URI uri(String pathAndQuery) {
    return URI.create(base + pathAndQuery);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * Sends it once.
   *
   * @param body null for none; else an object of the model
   */
  <T> ClusterAnswer<T> call(
      String method, String pathAndQuery, @Nullable Object body, Class<T> answer) {
    return callWithText(
        method, pathAndQuery, body == null ? null : serialization().asJson(body), answer);
  }

  /** Sends a body that is JSON already; null for none. */
  <T> ClusterAnswer<T> callWithText(
      String method, String pathAndQuery, @Nullable String json, Class<T> answer) {
    HttpRequest.Builder request =
        client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(uri(pathAndQuery))
            .timeout(limit.of(method).toMillis(), TimeUnit.MILLISECONDS);
    request.header("Accept", JSON);
    request.method(method, JSON, json);
    return switch (send(request.build(), byte[].class, limit.of(method))) {
      case ClusterAnswer.Refused<HttpResponse<byte[]>>(ClusterError error) ->
          new ClusterAnswer.Refused<>(error);
      case ClusterAnswer.Done<HttpResponse<byte[]>>(HttpResponse<byte[]> response) ->
          read(response, answer);
    };
  }

  /** Gets once what is no JSON. */
  ClusterAnswer<byte[]> bytes(String pathAndQuery) {
    HttpRequest.Builder request =
        client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(uri(pathAndQuery))
            .timeout(limit.reads().toMillis(), TimeUnit.MILLISECONDS);
    request.method("GET", JSON, null);
    return switch (send(request.build(), byte[].class, limit.reads())) {
      case ClusterAnswer.Refused<HttpResponse<byte[]>>(ClusterError error) ->
          new ClusterAnswer.Refused<>(error);
      case ClusterAnswer.Done<HttpResponse<byte[]>>(HttpResponse<byte[]> response) ->
          response.isSuccessful()
              ? new ClusterAnswer.Done<>(response.body())
              : new ClusterAnswer.Refused<>(
                  error(
                      response.code(),
                      new String(response.body(), StandardCharsets.UTF_8),
                      retryAfter(response)));
    };
  }

  /** Gets an answer that goes on and on; only its beginning has a time limit. */
  ClusterAnswer<InputStream> stream(String pathAndQuery) {
    HttpRequest.Builder request =
        client.getHttpClient().newHttpRequestBuilder().uri(uri(pathAndQuery)).forStreaming();
    request.method("GET", JSON, null);
    return switch (send(request.build(), InputStream.class, limit.reads())) {
      case ClusterAnswer.Refused<HttpResponse<InputStream>>(ClusterError error) ->
          new ClusterAnswer.Refused<>(error);
      case ClusterAnswer.Done<HttpResponse<InputStream>>(HttpResponse<InputStream> response) ->
          response.isSuccessful()
              ? new ClusterAnswer.Done<>(response.body())
              : refusedStream(response);
    };
  }

  private ClusterAnswer<InputStream> refusedStream(HttpResponse<InputStream> response) {
    String body;
    try (InputStream said = response.body()) {
      body = new String(said.readNBytes(REFUSAL_BYTES_MAX), StandardCharsets.UTF_8);
    } catch (IOException e) {
      body = NoAnswer.text(e);
    }
    return new ClusterAnswer.Refused<>(error(response.code(), body, retryAfter(response)));
  }

  private <T> ClusterAnswer<HttpResponse<T>> send(
      HttpRequest request, Class<T> type, Duration within) {
    CompletableFuture<HttpResponse<T>> sent = client.getHttpClient().sendAsync(request, type);
    try {
      // A little longer than the request's own limit, which counts to the headers only.
      return new ClusterAnswer.Done<>(sent.get(within.toMillis() + 2_000, TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      return unavailable(NoAnswer.text(e));
    } catch (TimeoutException e) {
      sent.cancel(true);
      return unavailable("no answer within " + within.toMillis() + " ms");
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      return unavailable("interrupted while waiting for the API server");
    }
  }

  private <T> ClusterAnswer<HttpResponse<T>> unavailable(String why) {
    return new ClusterAnswer.Refused<>(
        new ClusterError.Unavailable(base + ": " + why, Optional.empty()));
  }

  private <T> ClusterAnswer<T> read(HttpResponse<byte[]> response, Class<T> answer) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    if (!response.isSuccessful()) {
      return new ClusterAnswer.Refused<>(error(response.code(), text, retryAfter(response)));
    }
    try {
      return new ClusterAnswer.Done<>(serialization().unmarshal(text, answer));
    } catch (RuntimeException e) {
      // What came may hold a secret, and the library's message quotes it.
      return new ClusterAnswer.Refused<>(
          new ClusterError.Invalid(base + ": the answer is not the Kubernetes object asked for"));
    }
  }

  /** The refusal in an answer that is no success. */
  static ClusterError error(int code, String body, @Nullable Duration retryAfter) {
    String message =
        ServerStatus.read(body)
            .map(ServerStatus::message)
            .filter(text -> !text.isEmpty())
            .orElseGet(() -> "HTTP " + code + ": " + shortened(body));
    return ClusterError.ofStatus(code, message, retryAfter);
  }

  private static String shortened(String body) {
    String text = body.strip();
    return text.length() <= BODY_QUOTED_MAX ? text : text.substring(0, BODY_QUOTED_MAX) + "...";
  }

  /** How long the server asks to wait; null where it does not. */
  static @Nullable Duration retryAfter(HttpResponse<?> response) {
    String header = response.header("Retry-After");
    return header != null && header.matches("[0-9]{1,6}")
        ? Duration.ofSeconds(Long.parseLong(header))
        : null;
  }
}
