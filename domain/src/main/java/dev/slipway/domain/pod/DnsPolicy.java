package dev.slipway.domain.pod;

/** Where a pod's resolver settings come from, in Kubernetes' words. */
public enum DnsPolicy {
  NONE("None"),
  DEFAULT("Default"),
  CLUSTER_FIRST("ClusterFirst"),
  CLUSTER_FIRST_WITH_HOST_NET("ClusterFirstWithHostNet");

  private final String word;

  DnsPolicy(String word) {
    this.word = word;
  }

  /** Kubernetes' spelling. */
  public String word() {
    return word;
  }
}
