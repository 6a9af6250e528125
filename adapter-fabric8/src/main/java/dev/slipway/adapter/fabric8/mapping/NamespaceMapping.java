package dev.slipway.adapter.fabric8.mapping;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.domain.pod.NamespacePlan;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.Map;
import java.util.TreeMap;

/** Namespaces, there and back. */
public final class NamespaceMapping {
  private NamespaceMapping() {}

  /** The Namespace to create. */
  public static Namespace toNamespace(NamespacePlan plan) {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName(plan.name())
        .withLabels(new TreeMap<>(plan.labels()))
        .endMetadata()
        .build();
  }

  /** A Namespace as the API server answered it. */
  public static NamespacePlan toPlan(Namespace namespace) {
    return new NamespacePlan(
        namespace.getMetadata().getName(),
        requireNonNullElse(namespace.getMetadata().getLabels(), Map.of()));
  }
}
