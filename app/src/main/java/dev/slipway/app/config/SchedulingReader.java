package dev.slipway.app.config;

import dev.slipway.domain.pod.SchedulingPlan;
import dev.slipway.domain.pod.SchedulingPlan.Toleration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The keys of {@code [runners.kubernetes]} that decide where pods run. */
final class SchedulingReader {
  private static final List<String> EFFECTS =
      List.of("", "NoSchedule", "PreferNoSchedule", "NoExecute");

  private SchedulingReader() {}

  static SchedulingPlan read(Table table) {
    return new SchedulingPlan(
        table.map("node_selector", String.class, "a text in quotes"),
        tolerations(table),
        AffinityReader.read(table.table("affinity")),
        table.text("runtime_class_name"),
        table.text("priority_class_name"),
        table.text("scheduler_name"));
  }

  private static List<Toleration> tolerations(Table table) {
    // Sorted, so that the same file gives the same pod.
    Map<String, String> written =
        new TreeMap<>(
            table.map("node_tolerations", String.class, "an effect, such as \"NoSchedule\""));
    List<Toleration> tolerations = new ArrayList<>();
    written.forEach(
        (taint, effect) -> {
          if (!EFFECTS.contains(effect)) {
            table.entryProblem(
                "node_tolerations",
                taint,
                "\"%s\" is no effect of a taint; allowed: NoSchedule, PreferNoSchedule, NoExecute, and \"\" for all"
                    .formatted(effect));
          }
          tolerations.add(Toleration.of(taint, effect));
        });
    return tolerations;
  }
}
