package dev.slipway.ports.cluster.pace;

import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.ContainerAttach;
import dev.slipway.ports.cluster.ContainerExec;
import dev.slipway.ports.cluster.ContainerLog;
import dev.slipway.ports.cluster.DisruptionBudgetStore;
import dev.slipway.ports.cluster.KubeApi;
import dev.slipway.ports.cluster.NamespaceStore;
import dev.slipway.ports.cluster.PodEvents;
import dev.slipway.ports.cluster.PodStore;
import dev.slipway.ports.cluster.Prerequisites;
import dev.slipway.ports.cluster.SecretStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** The ports of one cluster, whose requests wait for their turn. */
public final class PacedPorts {
  private PacedPorts() {}

  /**
   * The same ports with a bucket before them: each method that needs a permission takes a token. An
   * interrupt ends the waiting; the request is then made at once and finds itself interrupted.
   */
  public static ClusterPorts of(ClusterPorts ports, TokenBucket bucket) {
    return new ClusterPorts(
        paced(PodStore.class, ports.pods(), bucket),
        paced(SecretStore.class, ports.secrets(), bucket),
        paced(DisruptionBudgetStore.class, ports.budgets(), bucket),
        paced(NamespaceStore.class, ports.namespaces(), bucket),
        paced(Prerequisites.class, ports.prerequisites(), bucket),
        ports.feed(),
        paced(ContainerExec.class, ports.exec(), bucket),
        paced(ContainerAttach.class, ports.attach(), bucket),
        paced(PodEvents.class, ports.events(), bucket),
        paced(ContainerLog.class, ports.logs(), bucket),
        ports.renderer());
  }

  /** One port with the bucket before it. */
  static <T> T paced(Class<T> port, T target, TokenBucket bucket) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              if (method.isAnnotationPresent(KubeApi.class)) {
                awaitTurn(bucket);
              }
              return call(method, target, arguments);
            }));
  }

  private static void awaitTurn(TokenBucket bucket) {
    try {
      Thread.sleep(bucket.take(System.nanoTime()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable Object call(
      Method method, Object target, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
