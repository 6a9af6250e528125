package dev.slipway.acceptance.coordinator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.coordinator.wire.HttpCall;
import dev.slipway.acceptance.coordinator.wire.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a piece of JSON must look like; nothing may be missing and nothing may be there in excess.
 */
sealed interface Shape {
  /** A text that fits the pattern as a whole. */
  record Text(Pattern pattern) implements Shape {}

  record Bool() implements Shape {}

  /** A whole number. */
  record Whole() implements Shape {}

  /** An object of texts with any names. */
  record TextMap() implements Shape {}

  /** {@code info.features}. */
  record Features() implements Shape {}

  /** An object with exactly these members, of which the optional ones may be missing. */
  record Members(Map<String, Shape> required, Map<String, Shape> optional) implements Shape {
    Members required(String name, Shape shape) {
      return new Members(plus(required, name, shape), optional);
    }

    Members optional(String name, Shape shape) {
      return new Members(required, plus(optional, name, shape));
    }

    private static Map<String, Shape> plus(Map<String, Shape> some, String name, Shape shape) {
      Map<String, Shape> more = new TreeMap<>(some);
      more.put(name, shape);
      return Map.copyOf(more);
    }
  }

  /** Any text that is not empty: runners leave empty ones out. */
  static Shape text() {
    return text("(?s).+");
  }

  static Shape text(String pattern) {
    return new Text(Pattern.compile(pattern));
  }

  static Members members() {
    return new Members(Map.of(), Map.of());
  }

  /**
   * @throws Refusal 400 that names every difference
   */
  default void check(JsonNode node) throws Refusal {
    List<String> problems = new ArrayList<>();
    collect("", node, problems);
    if (!problems.isEmpty()) {
      throw HttpCall.malformed(String.join("; ", problems));
    }
  }

  private void collect(String where, JsonNode node, List<String> problems) {
    switch (this) {
      case Text(var pattern) -> {
        if (!node.isTextual()) {
          problems.add(unexpected(where, node, "a text"));
        } else if (!pattern.matcher(node.textValue()).matches()) {
          problems.add(where + " does not fit " + pattern);
        }
      }
      case Bool() -> expect(node.isBoolean(), where, node, "a boolean", problems);
      case Whole() -> expect(node.isIntegralNumber(), where, node, "a whole number", problems);
      case TextMap() -> {
        expect(node.isObject(), where, node, "an object", problems);
        node.properties().stream()
            .filter(entry -> !entry.getValue().isTextual())
            .forEach(
                entry ->
                    problems.add(
                        unexpected(where + "." + entry.getKey(), entry.getValue(), "a text")));
      }
      case Features() -> collectFeatures(where, node, problems);
      case Members(var required, var optional) ->
          collectMembers(where, node, required, optional, problems);
    }
  }

  private static void collectMembers(
      String where,
      JsonNode node,
      Map<String, Shape> required,
      Map<String, Shape> optional,
      List<String> problems) {
    if (!(node instanceof ObjectNode object)) {
      problems.add(unexpected(where, node, "an object"));
      return;
    }
    for (String name : new TreeSet<>(required.keySet())) {
      if (!object.has(name)) {
        problems.add(join(where, name) + " is missing");
      }
    }
    object
        .properties()
        .forEach(
            entry -> {
              String name = entry.getKey();
              Shape shape = required.getOrDefault(name, optional.get(name));
              if (shape == null) {
                problems.add(join(where, name) + " is unknown");
              } else {
                shape.collect(join(where, name), entry.getValue(), problems);
              }
            });
  }

  private static void collectFeatures(String where, JsonNode node, List<String> problems) {
    if (!(node instanceof ObjectNode object)) {
      problems.add(unexpected(where, node, "an object"));
      return;
    }
    Set<String> expected = new TreeSet<>(RunnerFeatures.OLDEST);
    if (object.has(RunnerFeatures.NEWEST)) {
      expected.addAll(RunnerFeatures.LATER);
    }
    for (String name : expected) {
      if (!object.has(name)) {
        problems.add(join(where, name) + " is missing");
      }
    }
    object
        .properties()
        .forEach(
            entry -> {
              String at = join(where, entry.getKey());
              if (!RunnerFeatures.isKnown(entry.getKey())) {
                problems.add(at + " is unknown");
              }
              expect(entry.getValue().isBoolean(), at, entry.getValue(), "a boolean", problems);
            });
  }

  private static void expect(
      boolean fits, String where, JsonNode node, String expected, List<String> problems) {
    if (!fits) {
      problems.add(unexpected(where, node, expected));
    }
  }

  private static String unexpected(String where, JsonNode node, String expected) {
    return (where.isEmpty() ? "the body" : where)
        + " is "
        + node.getNodeType()
        + ", expected "
        + expected;
  }

  private static String join(String where, String name) {
    return where.isEmpty() ? name : where + "." + name;
  }
}
