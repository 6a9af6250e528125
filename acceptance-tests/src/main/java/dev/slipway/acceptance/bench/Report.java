package dev.slipway.acceptance.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.coordinator.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The figures of contestants side by side. The last one is the baseline where {@code ratios} says
 * so: the others then show what part of its figure they need.
 */
record Report(List<Outcome> outcomes, boolean ratios) {
  private static final int NAME_WIDTH = 32;
  private static final int WIDTH = 22;

  /** For people: a line for each measure, a column for each contestant. */
  String table() {
    Outcome first = outcomes.getFirst();
    StringBuilder table = new StringBuilder();
    table.append("%d jobs, %d at once%n".formatted(first.jobs(), first.atOnce()));
    List<String> heads = outcomes.stream().map(one -> one.contestant().name()).toList();
    line(table, "", heads);
    Map<String, List<Double>> rows = rows();
    rows.forEach(
        (name, values) -> {
          List<String> cells = new ArrayList<>();
          for (double value : values) {
            cells.add(cell(value, ratios ? values.getLast() : Double.NaN));
          }
          line(table, name, cells);
        });
    return table.toString();
  }

  /** For programs: the same figures with their units in their names. */
  String json() {
    ObjectNode all = Json.object();
    ArrayNode list = all.withArray("contestants");
    for (Outcome one : outcomes) {
      ObjectNode node = list.addObject();
      node.put("name", one.contestant().name());
      node.put("jobs", one.jobs());
      node.put("atOnce", one.atOnce());
      row(one).forEach((name, value) -> put(node, name, value));
    }
    return all.toPrettyString();
  }

  private static void put(ObjectNode node, String name, double value) {
    if (Double.isNaN(value)) {
      node.putNull(name);
    } else {
      node.put(name, value);
    }
  }

  private Map<String, List<Double>> rows() {
    Map<String, List<Double>> rows = new LinkedHashMap<>();
    for (Outcome one : outcomes) {
      row(one)
          .forEach((name, value) -> rows.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
    }
    return rows;
  }

  private static Map<String, Double> row(Outcome one) {
    Map<String, Double> row = new LinkedHashMap<>();
    one.parts()
        .forEach(
            (name, figures) -> {
              row.put(name + ", median ms", (double) figures.median());
              row.put(name + ", p95 ms", (double) figures.p95());
            });
    row.put("start -> first request, ms", (double) one.startMillis().median());
    row.put("jobs per minute", one.jobsPerMinute());
    row.put("CPU per job, ms", one.cpuMillisPerJob());
    row.put("memory idle, MiB", one.idleKib() / 1024.0);
    row.put("memory peak, MiB", one.peakKib() / 1024.0);
    row.put("API calls per job", one.apiCallsPerJob().orElse(Double.NaN));
    row.put("GitLab requests per job", one.gitlabRequestsPerJob());
    return row;
  }

  private static String cell(double value, double baseline) {
    if (Double.isNaN(value)) {
      return "-";
    }
    String text = String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    return baseline > 0 ? text + String.format(Locale.ROOT, " (%.2f)", value / baseline) : text;
  }

  private static void line(StringBuilder table, String name, List<String> cells) {
    table.append("  ").append(String.format("%-" + (NAME_WIDTH + 10) + "s", name));
    cells.forEach(cell -> table.append(String.format("%" + WIDTH + "s", cell)));
    table.append(System.lineSeparator());
  }
}
