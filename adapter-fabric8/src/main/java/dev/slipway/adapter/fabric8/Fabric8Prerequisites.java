package dev.slipway.adapter.fabric8;

import static dev.slipway.adapter.fabric8.Fabric8Calls.encoded;

import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.Prerequisites;
import java.util.Map;

/** What a pod refers to, over fabric8. */
final class Fabric8Prerequisites implements Prerequisites {
  private final Fabric8Calls calls;

  Fabric8Prerequisites(Fabric8Calls calls) {
    this.calls = calls;
  }

  @Override
  public ClusterAnswer<String> serviceAccount(String namespace, String name) {
    return present(namespace, "serviceaccounts", name);
  }

  @Override
  public ClusterAnswer<String> secret(String namespace, String name) {
    return present(namespace, "secrets", name);
  }

  private ClusterAnswer<String> present(String namespace, String resource, String name) {
    String path =
        "/api/v1/namespaces/%s/%s/%s".formatted(encoded(namespace), resource, encoded(name));
    return calls.call("GET", path, null, Map.class).map(found -> name);
  }
}
