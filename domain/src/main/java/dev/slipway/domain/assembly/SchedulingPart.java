package dev.slipway.domain.assembly;

import dev.slipway.domain.pod.SchedulingPlan;
import java.util.Map;

/** Where the pod may run. */
record SchedulingPart(Map<String, String> nodeSelector) {
  SchedulingPlan plan() {
    return new SchedulingPlan(nodeSelector);
  }
}
