package dev.slipway.ports.cluster;

/** Whether what a pod refers to, and what others make, is there. */
public interface Prerequisites {
  /** The name of a service account, if it is there; else {@code NotFound}. */
  @KubeApi(
      resource = "serviceaccounts",
      verbs = {"get"})
  ClusterAnswer<String> serviceAccount(String namespace, String name);

  /** The name of a Secret, if it is there; else {@code NotFound}. What it holds is not kept. */
  @KubeApi(
      resource = "secrets",
      verbs = {"get"})
  ClusterAnswer<String> secret(String namespace, String name);
}
