package dev.slipway.domain.pod;

/** Whether mounts made later are seen on the other side, in Kubernetes' words. */
public enum MountPropagation {
  NONE("None"),
  HOST_TO_CONTAINER("HostToContainer"),
  BIDIRECTIONAL("Bidirectional");

  private final String word;

  MountPropagation(String word) {
    this.word = word;
  }

  /** Kubernetes' spelling. */
  public String word() {
    return word;
  }
}
