package dev.slipway.domain.stage;

/** Which of the pod's two standing containers a script runs in. */
public enum ContainerRole {
  /** The container of the job's image: the user's own scripts. */
  BUILD("build"),
  /** The container with git and the helper commands. */
  HELPER("helper");

  private final String container;

  ContainerRole(String container) {
    this.container = container;
  }

  /** The container's name in the pod. */
  public String container() {
    return container;
  }
}
