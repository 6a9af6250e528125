package dev.slipway.domain.pod;

import java.util.Optional;

/**
 * How long a pod may live, and how long it may take to end.
 *
 * @param terminationGraceSeconds empty leaves the cluster's default
 * @param activeDeadlineSeconds empty means none
 */
public record LifetimePlan(
    Optional<Long> terminationGraceSeconds, Optional<Long> activeDeadlineSeconds) {
  /** What the cluster gives. */
  public static final LifetimePlan DEFAULT = new LifetimePlan(Optional.empty(), Optional.empty());
}
