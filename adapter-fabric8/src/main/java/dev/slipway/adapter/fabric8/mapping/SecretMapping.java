package dev.slipway.adapter.fabric8.mapping;

import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.domain.pod.SecretPlan.PodOwner;
import dev.slipway.ports.cluster.SecretStore.StoredSecret;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Secrets, there and back. */
public final class SecretMapping {
  private SecretMapping() {}

  /** The Secret to create, or to replace the one that had {@code resourceVersion}. */
  public static Secret toSecret(SecretPlan plan, Optional<String> resourceVersion) {
    return secret(plan, resourceVersion, SecretMapping::encoded);
  }

  /** The Secret with {@code [MASKED]} for every value. */
  public static Secret toMaskedSecret(SecretPlan plan) {
    return secret(plan, Optional.empty(), value -> "[MASKED]");
  }

  private static Secret secret(
      SecretPlan plan, Optional<String> resourceVersion, UnaryOperator<String> value) {
    Map<String, String> data = new TreeMap<>();
    plan.data().forEach((key, text) -> data.put(key, value.apply(text)));
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace(plan.namespace())
        .withName(plan.name())
        .withLabels(new TreeMap<>(plan.labels()))
        .withResourceVersion(resourceVersion.orElse(null))
        .withOwnerReferences(plan.owner().map(SecretMapping::toOwner).stream().toList())
        .endMetadata()
        .withType(plan.type())
        .withData(data)
        .build();
  }

  static OwnerReference toOwner(PodOwner owner) {
    return new OwnerReferenceBuilder()
        .withApiVersion("v1")
        .withKind("Pod")
        .withName(owner.podName())
        .withUid(owner.podUid())
        .build();
  }

  /** A Secret as the API server answered it. */
  public static StoredSecret toStored(Secret secret) {
    ObjectMeta meta = secret.getMetadata();
    Map<String, String> data = new TreeMap<>();
    orEmpty(secret.getData()).forEach((key, text) -> data.put(key, decoded(text)));
    SecretPlan plan =
        new SecretPlan(
            meta.getNamespace(),
            meta.getName(),
            orEmpty(meta.getLabels()),
            Objects.requireNonNullElse(secret.getType(), "Opaque"),
            data,
            meta.getOwnerReferences().stream()
                .filter(owner -> owner.getKind().equals("Pod"))
                .map(owner -> new PodOwner(owner.getName(), owner.getUid()))
                .findFirst());
    long created = Instant.parse(meta.getCreationTimestamp()).getEpochSecond();
    return new StoredSecret(plan, meta.getResourceVersion(), created);
  }

  private static Map<String, String> orEmpty(Map<String, String> map) {
    return Objects.requireNonNullElse(map, Map.of());
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
