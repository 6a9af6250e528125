package dev.slipway.adapter.official;

import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ContainerLog;
import dev.slipway.ports.cluster.ContainerName;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/** A container's output over the official client. */
final class OfficialContainerLog implements ContainerLog {
  private final CoreV1Api api;
  private final ApiClient streams;

  OfficialContainerLog(ApiClient calls, ApiClient streams) {
    this.api = new CoreV1Api(calls);
    this.streams = streams;
  }

  @Override
  public ClusterAnswer<byte[]> read(ContainerName container, int bytesMax) {
    return OfficialCalls.call(
        () ->
            bytes(
                api.readNamespacedPodLog(container.pod().name(), container.pod().namespace())
                    .container(container.container())
                    .limitBytes(bytesMax)
                    .buildCall(null)));
  }

  @Override
  public ClusterAnswer<InputStream> follow(ContainerName container, Instant since) {
    return OfficialCalls.call(() -> stream(following(container, since)));
  }

  /** The library's request; it has no parameter for the time from which on. */
  private Call following(ContainerName container, Instant since) throws ApiException {
    Request request =
        new CoreV1Api(streams)
            .readNamespacedPodLog(container.pod().name(), container.pod().namespace())
            .container(container.container())
            .follow(true)
            .timestamps(true)
            .buildCall(null)
            .request();
    HttpUrl.Builder url = request.url().newBuilder();
    if (!since.equals(Instant.EPOCH)) {
      url.addQueryParameter("sinceTime", since.truncatedTo(ChronoUnit.SECONDS).toString());
    }
    return streams.getHttpClient().newCall(request.newBuilder().url(url.build()).build());
  }

  private static InputStream stream(Call call) throws ApiException {
    Response response;
    try {
      response = call.execute();
    } catch (IOException e) {
      throw new ApiException(e);
    }
    if (!response.isSuccessful()) {
      try (response) {
        throw refusal(response);
      }
    }
    return new Following(call, response.body().byteStream());
  }

  /** Output that comes, until it is closed. */
  private static final class Following extends FilterInputStream {
    private final Call call;

    Following(Call call, InputStream in) {
      super(in);
      this.call = call;
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IllegalStateException e) {
        throw closed(e);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (IllegalStateException e) {
        throw closed(e);
      }
    }

    // Where it is closed between two reads, the library calls the next one a programmer's mistake.
    private static IOException closed(IllegalStateException e) {
      return new IOException("the stream is closed", e);
    }

    /** Closing the body alone waits for more of it. */
    @Override
    public void close() throws IOException {
      call.cancel();
      super.close();
    }
  }

  private static ApiException refusal(Response response) throws ApiException {
    try {
      return new ApiException(
          response.message(),
          response.code(),
          response.headers().toMultimap(),
          response.body().string());
    } catch (IOException e) {
      throw new ApiException(e);
    }
  }

  // The library's own method makes text of it, which not every output is.
  private static byte[] bytes(Call call) throws ApiException {
    try (Response response = call.execute()) {
      if (!response.isSuccessful()) {
        throw refusal(response);
      }
      return response.body().bytes();
    } catch (IOException e) {
      throw new ApiException(e);
    }
  }
}
