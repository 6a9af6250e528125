package dev.slipway.adapter.fabric8.mapping;

import dev.slipway.domain.pod.LifecycleHook;
import dev.slipway.domain.pod.LifecyclePlan;
import io.fabric8.kubernetes.api.model.ExecActionBuilder;
import io.fabric8.kubernetes.api.model.HTTPGetActionBuilder;
import io.fabric8.kubernetes.api.model.HTTPHeader;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleBuilder;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.LifecycleHandlerBuilder;
import io.fabric8.kubernetes.api.model.TCPSocketActionBuilder;
import org.jspecify.annotations.Nullable;

/** Lifecycle hooks. */
final class LifecycleMapping {
  private LifecycleMapping() {}

  /** Null where there is no hook. */
  static @Nullable Lifecycle toLifecycle(LifecyclePlan plan) {
    if (plan.equals(LifecyclePlan.NONE)) {
      return null;
    }
    return new LifecycleBuilder()
        .withPostStart(plan.postStart().map(LifecycleMapping::toHandler).orElse(null))
        .withPreStop(plan.preStop().map(LifecycleMapping::toHandler).orElse(null))
        .build();
  }

  private static LifecycleHandler toHandler(LifecycleHook plan) {
    LifecycleHandlerBuilder handler = new LifecycleHandlerBuilder();
    return switch (plan) {
      case LifecycleHook.Exec exec ->
          handler.withExec(new ExecActionBuilder().withCommand(exec.command()).build()).build();
      case LifecycleHook.HttpGet http ->
          handler
              .withHttpGet(
                  new HTTPGetActionBuilder()
                      .withHost(http.host().orElse(null))
                      .withPath(http.path().orElse(null))
                      .withPort(new IntOrString(http.port()))
                      .withScheme(http.scheme().orElse(null))
                      .withHttpHeaders(
                          http.headers().stream()
                              .map(header -> new HTTPHeader(header.name(), header.value()))
                              .toList())
                      .build())
              .build();
      case LifecycleHook.TcpSocket tcp ->
          handler
              .withTcpSocket(
                  new TCPSocketActionBuilder()
                      .withHost(tcp.host().orElse(null))
                      .withPort(new IntOrString(tcp.port()))
                      .build())
              .build();
    };
  }
}
