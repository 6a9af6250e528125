package dev.slipway.domain.pod;

/** How much of {@code /proc} a container sees, in Kubernetes' words. */
public enum ProcMount {
  DEFAULT("Default"),
  UNMASKED("Unmasked");

  private final String word;

  ProcMount(String word) {
    this.word = word;
  }

  /** Kubernetes' spelling. */
  public String word() {
    return word;
  }
}
