package dev.slipway.domain.pod;

/** A seccomp or AppArmor profile. */
public sealed interface SecurityProfile {
  /** The container runtime's own. */
  record RuntimeDefault() implements SecurityProfile {}

  /** None at all. */
  record Unconfined() implements SecurityProfile {}

  /**
   * One that is on the node: a seccomp file's relative path, or a loaded AppArmor profile's name.
   */
  record Localhost(String profile) implements SecurityProfile {}
}
