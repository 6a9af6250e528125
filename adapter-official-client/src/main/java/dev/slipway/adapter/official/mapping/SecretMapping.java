package dev.slipway.adapter.official.mapping;

import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.domain.pod.SecretPlan.PodOwner;
import dev.slipway.ports.cluster.SecretStore.StoredSecret;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1OwnerReference;
import io.kubernetes.client.openapi.models.V1Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Secrets, there and back. */
public final class SecretMapping {
  private SecretMapping() {}

  /** The Secret to create, or to replace the one that had {@code resourceVersion}. */
  public static V1Secret toSecret(SecretPlan plan, Optional<String> resourceVersion) {
    Map<String, byte[]> data = new TreeMap<>();
    plan.data().forEach((key, text) -> data.put(key, text.getBytes(StandardCharsets.UTF_8)));
    return withoutData(plan, resourceVersion).data(data);
  }

  /** The Secret without its values; {@code data} is left out. */
  public static V1Secret withoutData(SecretPlan plan, Optional<String> resourceVersion) {
    return new V1Secret()
        .apiVersion("v1")
        .kind("Secret")
        .metadata(
            new V1ObjectMeta()
                .namespace(plan.namespace())
                .name(plan.name())
                .labels(new TreeMap<>(plan.labels()))
                .resourceVersion(resourceVersion.orElse(null))
                .ownerReferences(plan.owner().map(SecretMapping::toOwner).stream().toList()))
        .type(plan.type());
  }

  static V1OwnerReference toOwner(PodOwner owner) {
    return new V1OwnerReference()
        .apiVersion("v1")
        .kind("Pod")
        .name(owner.podName())
        .uid(owner.podUid());
  }

  /** A Secret as the API server answered it. */
  public static StoredSecret toStored(V1Secret secret) {
    V1ObjectMeta meta = secret.getMetadata();
    Map<String, String> data = new TreeMap<>();
    SecretMapping.<byte[]>orEmpty(secret.getData())
        .forEach((key, bytes) -> data.put(key, new String(bytes, StandardCharsets.UTF_8)));
    SecretPlan plan =
        new SecretPlan(
            meta.getNamespace(),
            meta.getName(),
            orEmpty(meta.getLabels()),
            Objects.requireNonNullElse(secret.getType(), "Opaque"),
            data,
            Objects.requireNonNullElse(meta.getOwnerReferences(), List.<V1OwnerReference>of())
                .stream()
                .filter(owner -> owner.getKind().equals("Pod"))
                .map(owner -> new PodOwner(owner.getName(), owner.getUid()))
                .findFirst());
    return new StoredSecret(
        plan, meta.getResourceVersion(), meta.getCreationTimestamp().toEpochSecond());
  }

  private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
    return Objects.requireNonNullElse(map, Map.of());
  }
}
