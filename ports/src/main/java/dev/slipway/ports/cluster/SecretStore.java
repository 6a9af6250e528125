package dev.slipway.ports.cluster;

import dev.slipway.domain.pod.SecretPlan;
import java.util.List;
import java.util.Map;

/** Secrets: the variables of a job, and the records of jobs. */
public interface SecretStore {
  /** Makes the Secret. One request: a repetition is the caller's decision. */
  @KubeApi(
      resource = "secrets",
      verbs = {"create"})
  ClusterAnswer<StoredSecret> create(SecretPlan plan);

  /**
   * Replaces the Secret, if it is still the one that had {@code resourceVersion}; else {@code
   * Conflict}.
   */
  @KubeApi(
      resource = "secrets",
      verbs = {"update"})
  ClusterAnswer<StoredSecret> replace(SecretPlan plan, String resourceVersion);

  /** The Secrets of the namespace that carry all these labels, with their data. */
  @KubeApi(
      resource = "secrets",
      verbs = {"list"})
  ClusterAnswer<List<StoredSecret>> list(String namespace, Map<String, String> labels);

  /** Removes the Secret. */
  @KubeApi(
      resource = "secrets",
      verbs = {"delete"})
  ClusterAnswer<String> delete(String namespace, String name);

  /** A Secret as stored; {@code created} in seconds since the epoch. */
  record StoredSecret(SecretPlan plan, String resourceVersion, long created) {}
}
