package dev.slipway.domain.pod;

import java.util.List;
import java.util.Optional;

/**
 * The pod's security context.
 *
 * @param fsGroup owns the files of volumes that can be owned
 */
public record PodSecurityPlan(
    Optional<Long> fsGroup, List<Long> supplementalGroups, RunAs runAs, Confinement confinement) {
  /** Nothing said. */
  public static final PodSecurityPlan NONE =
      new PodSecurityPlan(Optional.empty(), List.of(), RunAs.IMAGE, Confinement.NONE);

  public PodSecurityPlan {
    supplementalGroups = List.copyOf(supplementalGroups);
  }
}
