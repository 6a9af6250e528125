package dev.slipway.domain.pod;

import java.util.List;

/** A container's security context; both lists sorted. */
public record SecurityPlan(List<String> capabilitiesAdd, List<String> capabilitiesDrop) {
  public SecurityPlan {
    capabilitiesAdd = List.copyOf(capabilitiesAdd);
    capabilitiesDrop = List.copyOf(capabilitiesDrop);
  }
}
