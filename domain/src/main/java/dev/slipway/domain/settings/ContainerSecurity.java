package dev.slipway.domain.settings;

import dev.slipway.domain.pod.Confinement;
import dev.slipway.domain.pod.ProcMount;
import dev.slipway.domain.pod.RunAs;
import java.util.List;
import java.util.Optional;

/**
 * One of the {@code *_container_security_context} tables.
 *
 * @param capabilitiesAdd where it is written, even as an empty list, it stands for {@code cap_add}
 * @param capabilitiesDrop where it is written, even as an empty list, it stands for {@code
 *     cap_drop} and for what is dropped by default
 * @param privileged empty for the runner's
 * @param allowPrivilegeEscalation empty for the runner's
 */
public record ContainerSecurity(
    Optional<List<String>> capabilitiesAdd,
    Optional<List<String>> capabilitiesDrop,
    Optional<Boolean> privileged,
    Optional<Boolean> allowPrivilegeEscalation,
    Optional<Boolean> readOnlyRootFilesystem,
    Optional<ProcMount> procMount,
    RunAs runAs,
    Confinement confinement) {
  /** Nothing set. */
  public static final ContainerSecurity NONE =
      new ContainerSecurity(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          RunAs.IMAGE,
          Confinement.NONE);
}
