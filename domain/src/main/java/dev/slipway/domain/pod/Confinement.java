package dev.slipway.domain.pod;

import java.util.Optional;

/**
 * What the kernel's security modules hold processes to; empty for the node's defaults.
 *
 * @param seLinuxType the type of the SELinux label
 */
public record Confinement(
    Optional<String> seLinuxType,
    Optional<SecurityProfile> seccomp,
    Optional<SecurityProfile> appArmor) {
  /** The node's defaults. */
  public static final Confinement NONE =
      new Confinement(Optional.empty(), Optional.empty(), Optional.empty());
}
