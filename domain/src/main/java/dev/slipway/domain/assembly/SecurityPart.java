package dev.slipway.domain.assembly;

import dev.slipway.domain.pod.SecurityPlan;
import dev.slipway.domain.settings.CapabilitySettings;
import java.util.List;
import java.util.TreeSet;

/**
 * Linux capabilities: default drop, then {@code cap_add}, then {@code cap_drop} has the last word.
 */
record SecurityPart(CapabilitySettings settings) {
  private static final List<String> DROPPED_BY_DEFAULT = List.of("NET_RAW");

  SecurityPlan plan() {
    TreeSet<String> add = new TreeSet<>(settings.add());
    settings.drop().forEach(add::remove);
    TreeSet<String> drop = new TreeSet<>(DROPPED_BY_DEFAULT);
    drop.removeAll(settings.add());
    drop.addAll(settings.drop());
    return new SecurityPlan(List.copyOf(add), List.copyOf(drop));
  }
}
