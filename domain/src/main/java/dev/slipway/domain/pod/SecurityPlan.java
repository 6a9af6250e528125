package dev.slipway.domain.pod;

import java.util.List;
import java.util.Optional;

/**
 * A container's security context. What is empty is left to the pod, the image or the cluster.
 *
 * @param capabilitiesAdd sorted
 * @param capabilitiesDrop sorted
 */
public record SecurityPlan(
    List<String> capabilitiesAdd,
    List<String> capabilitiesDrop,
    Optional<Boolean> privileged,
    Optional<Boolean> allowPrivilegeEscalation,
    Optional<Boolean> readOnlyRootFilesystem,
    Optional<ProcMount> procMount,
    RunAs runAs,
    Confinement confinement) {
  /** Nothing said. */
  public static final SecurityPlan NONE = ofCapabilities(List.of(), List.of());

  public SecurityPlan {
    capabilitiesAdd = List.copyOf(capabilitiesAdd);
    capabilitiesDrop = List.copyOf(capabilitiesDrop);
  }

  /** Only capabilities. */
  public static SecurityPlan ofCapabilities(List<String> add, List<String> drop) {
    return new SecurityPlan(
        add,
        drop,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        RunAs.IMAGE,
        Confinement.NONE);
  }
}
