package dev.slipway.domain.pod;

import java.util.Optional;

/** What the node does after a container's start and before its end. */
public record LifecyclePlan(Optional<LifecycleHook> postStart, Optional<LifecycleHook> preStop) {
  /** Nothing. */
  public static final LifecyclePlan NONE = new LifecyclePlan(Optional.empty(), Optional.empty());
}
