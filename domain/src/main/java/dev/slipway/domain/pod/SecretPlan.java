package dev.slipway.domain.pod;

import java.util.Map;
import java.util.Optional;

/**
 * A Secret to be made.
 *
 * @param type Kubernetes' type word, e.g. {@code Opaque}
 * @param data keys and values; values are UTF-8 text
 * @param owner the pod whose deletion takes the Secret along; empty for a record
 */
public record SecretPlan(
    String namespace,
    String name,
    Map<String, String> labels,
    String type,
    Map<String, String> data,
    Optional<PodOwner> owner) {
  public SecretPlan {
    labels = Map.copyOf(labels);
    data = Map.copyOf(data);
  }

  /** The pod that owns an object. */
  public record PodOwner(String podName, String podUid) {}

  /** The same with an owner. */
  public SecretPlan ownedBy(PodOwner pod) {
    return new SecretPlan(namespace, name, labels, type, data, Optional.of(pod));
  }

  /** Leaves out the data. */
  @Override
  public String toString() {
    return "SecretPlan[" + namespace + "/" + name + "]";
  }
}
