package dev.slipway.adapter.official.mapping;

import dev.slipway.domain.pod.LifecycleHook;
import dev.slipway.domain.pod.LifecyclePlan;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.openapi.models.V1ExecAction;
import io.kubernetes.client.openapi.models.V1HTTPGetAction;
import io.kubernetes.client.openapi.models.V1HTTPHeader;
import io.kubernetes.client.openapi.models.V1Lifecycle;
import io.kubernetes.client.openapi.models.V1LifecycleHandler;
import io.kubernetes.client.openapi.models.V1TCPSocketAction;
import org.jspecify.annotations.Nullable;

/** V1Lifecycle hooks. */
final class LifecycleMapping {
  private LifecycleMapping() {}

  /** Null where there is no hook. */
  static @Nullable V1Lifecycle toLifecycle(LifecyclePlan plan) {
    if (plan.equals(LifecyclePlan.NONE)) {
      return null;
    }
    return new V1Lifecycle()
        .postStart(plan.postStart().map(LifecycleMapping::toHandler).orElse(null))
        .preStop(plan.preStop().map(LifecycleMapping::toHandler).orElse(null));
  }

  private static V1LifecycleHandler toHandler(LifecycleHook plan) {
    V1LifecycleHandler handler = new V1LifecycleHandler();
    return switch (plan) {
      case LifecycleHook.Exec exec -> handler.exec(new V1ExecAction().command(exec.command()));
      case LifecycleHook.HttpGet http ->
          handler.httpGet(
              new V1HTTPGetAction()
                  .host(http.host().orElse(null))
                  .path(http.path().orElse(null))
                  .port(new IntOrString(http.port()))
                  .scheme(http.scheme().orElse(null))
                  .httpHeaders(
                      http.headers().stream()
                          .map(
                              header ->
                                  new V1HTTPHeader().name(header.name()).value(header.value()))
                          .toList()));
      case LifecycleHook.TcpSocket tcp ->
          handler.tcpSocket(
              new V1TCPSocketAction()
                  .host(tcp.host().orElse(null))
                  .port(new IntOrString(tcp.port())));
    };
  }
}
