package dev.slipway.adapter.official;

import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ContainerLog;
import dev.slipway.ports.cluster.ContainerName;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import java.io.IOException;
import okhttp3.Call;
import okhttp3.Response;

/** A container's output over the official client. */
final class OfficialContainerLog implements ContainerLog {
  private final CoreV1Api api;

  OfficialContainerLog(ApiClient client) {
    this.api = new CoreV1Api(client);
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

  // The library's own method makes text of it, which not every output is.
  private static byte[] bytes(Call call) throws ApiException {
    try (Response response = call.execute()) {
      if (!response.isSuccessful()) {
        throw new ApiException(
            response.message(),
            response.code(),
            response.headers().toMultimap(),
            response.body().string());
      }
      return response.body().bytes();
    } catch (IOException e) {
      throw new ApiException(e);
    }
  }
}
