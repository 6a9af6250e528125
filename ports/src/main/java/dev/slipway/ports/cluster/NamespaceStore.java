package dev.slipway.ports.cluster;

import dev.slipway.domain.pod.NamespacePlan;

/** Namespaces of single jobs. */
public interface NamespaceStore {
  /** Makes it and answers its name. One request: a repetition is the caller's decision. */
  @KubeApi(
      resource = "namespaces",
      verbs = {"create"})
  ClusterAnswer<String> create(NamespacePlan plan);

  /** The namespace as it is, with all its labels. */
  @KubeApi(
      resource = "namespaces",
      verbs = {"get"})
  ClusterAnswer<NamespacePlan> get(String name);

  /** Asks for its deletion, with all that is in it, and does not wait for its end. */
  @KubeApi(
      resource = "namespaces",
      verbs = {"delete"})
  ClusterAnswer<String> delete(String name);
}
