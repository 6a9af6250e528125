package dev.slipway.domain.settings;

/** What a container may ask for. */
public enum ResourceName {
  CPU("cpu"),
  MEMORY("memory"),
  EPHEMERAL_STORAGE("ephemeral-storage");

  private final String word;

  ResourceName(String word) {
    this.word = word;
  }

  /** Kubernetes' spelling. */
  public String word() {
    return word;
  }
}
