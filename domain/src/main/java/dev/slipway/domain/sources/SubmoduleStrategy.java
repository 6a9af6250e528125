package dev.slipway.domain.sources;

/** {@code GIT_SUBMODULE_STRATEGY}; {@code UNKNOWN} fails the stage that gets the sources. */
public enum SubmoduleStrategy {
  NONE,
  NORMAL,
  RECURSIVE,
  UNKNOWN;

  /** Whether submodules are fetched. */
  public boolean fetches() {
    return this == NORMAL || this == RECURSIVE;
  }
}
