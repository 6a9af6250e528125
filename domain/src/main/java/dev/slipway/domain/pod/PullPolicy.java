package dev.slipway.domain.pod;

/** When a node pulls an image, in Kubernetes' words. */
public enum PullPolicy {
  ALWAYS("Always"),
  IF_NOT_PRESENT("IfNotPresent"),
  NEVER("Never");

  private final String word;

  PullPolicy(String word) {
    this.word = word;
  }

  /** Kubernetes' spelling. */
  public String word() {
    return word;
  }
}
