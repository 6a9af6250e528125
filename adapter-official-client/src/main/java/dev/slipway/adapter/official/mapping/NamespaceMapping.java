package dev.slipway.adapter.official.mapping;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.domain.pod.NamespacePlan;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.util.Map;
import java.util.TreeMap;

/** Namespaces, there and back. */
public final class NamespaceMapping {
  private NamespaceMapping() {}

  /** The Namespace to create. */
  public static V1Namespace toNamespace(NamespacePlan plan) {
    return new V1Namespace()
        .apiVersion("v1")
        .kind("Namespace")
        .metadata(new V1ObjectMeta().name(plan.name()).labels(new TreeMap<>(plan.labels())));
  }

  /** A Namespace as the API server answered it. */
  public static NamespacePlan toPlan(V1Namespace namespace) {
    V1ObjectMeta meta = namespace.getMetadata();
    return new NamespacePlan(meta.getName(), requireNonNullElse(meta.getLabels(), Map.of()));
  }
}
