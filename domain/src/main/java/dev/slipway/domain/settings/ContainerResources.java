package dev.slipway.domain.settings;

import java.util.Map;

/** Requests and limits of one container; what is not set is absent. */
public record ContainerResources(
    Map<ResourceName, Quantity> requests, Map<ResourceName, Quantity> limits) {
  /** Nothing asked, nothing limited. */
  public static final ContainerResources NONE = new ContainerResources(Map.of(), Map.of());

  public ContainerResources {
    requests = Map.copyOf(requests);
    limits = Map.copyOf(limits);
  }
}
