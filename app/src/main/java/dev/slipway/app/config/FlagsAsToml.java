package dev.slipway.app.config;

import dev.slipway.domain.tree.Tree;
import dev.slipway.domain.tree.TreeJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Writes what flags say as the file that would say the same, so that there is one reader, with one
 * set of rules and refusals. Each flag has a line of its own.
 */
final class FlagsAsToml {
  private static final String RUNNERS = "runners";

  private final List<String> lines = new ArrayList<>();
  private final Map<Integer, String> sources = new LinkedHashMap<>();

  /**
   * One value that was given.
   *
   * @param source the flag or the variable that gave it
   * @param values one, or several where the flag was repeated
   */
  record Given(ConfigFlag flag, String source, List<String> values) {}

  FlagsAsToml(List<Given> given) {
    Map<String, List<Given>> sections =
        given.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.flag().section(), LinkedHashMap::new, Collectors.toList()));
    lines.add("[[runners]]");
    sections.getOrDefault(RUNNERS, List.of()).forEach(this::add);
    sections.forEach(
        (section, keys) -> {
          if (!section.equals(RUNNERS)) {
            lines.add("[" + section + "]");
            keys.forEach(this::add);
          }
        });
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  /** The same problems, each with the flag or variable in place of a line. */
  List<Problem> named(List<Problem> problems) {
    return problems.stream()
        .map(
            problem ->
                new Problem(
                    sources.getOrDefault(problem.line(), "command line"), 0, 0, problem.text()))
        .toList();
  }

  private void add(Given given) {
    lines.add(given.flag().name() + " = " + value(given.flag().type(), given.values()));
    sources.put(lines.size(), given.source());
  }

  private static String value(String type, List<String> values) {
    String last = values.getLast();
    return switch (type) {
      case "list", "list of patterns" -> list(values);
      case "list of integers" ->
          values.stream().map(FlagsAsToml::number).collect(Collectors.joining(", ", "[", "]"));
      case "text or list" -> values.size() == 1 ? quoted(last) : list(values);
      case "map" -> map(values, pair -> pair.indexOf(':'), FlagsAsToml::quoted);
      case "map of integers" -> map(values, pair -> pair.lastIndexOf(':'), FlagsAsToml::number);
      case "flags" -> map(values, pair -> pair.indexOf(':'), FlagsAsToml::bool);
      case "tables" -> tables(last);
      case "boolean" -> bool(last);
      case String other ->
          other.startsWith("integer") || other.equals("duration") ? number(last) : quoted(last);
    };
  }

  private static String list(List<String> values) {
    return values.stream().map(FlagsAsToml::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  // NAME:VALUE; a text may have colons of its own, and so may the name of a number.
  private static String map(
      List<String> pairs, ToIntFunction<String> colonOf, UnaryOperator<String> written) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (String pair : pairs) {
      int colon = colonOf.applyAsInt(pair);
      String value = colon < 0 ? "" : pair.substring(colon + 1);
      entries.put(colon < 0 ? pair : pair.substring(0, colon), written.apply(value));
    }
    return entries.entrySet().stream()
        .map(entry -> quoted(entry.getKey()) + " = " + entry.getValue())
        .collect(Collectors.joining(", ", "{ ", " }"));
  }

  private static String tables(String json) {
    return TreeJson.read(json).map(FlagsAsToml::inline).orElseGet(() -> quoted(json));
  }

  private static String inline(Tree tree) {
    return switch (tree) {
      case Tree.Branch(Map<String, Tree> entries) ->
          entries.entrySet().stream()
              .map(entry -> quoted(entry.getKey()) + " = " + inline(entry.getValue()))
              .collect(Collectors.joining(", ", "{ ", " }"));
      case Tree.Items(List<Tree> list) ->
          list.stream().map(FlagsAsToml::inline).collect(Collectors.joining(", ", "[", "]"));
      case Tree.Text(String value) -> quoted(value);
      case Tree.Word(String word) -> word;
    };
  }

  // What is no number or boolean stays a text: the reader refuses it and says what is allowed.
  private static String number(String text) {
    return text.matches("-?\\d{1,18}") ? text : quoted(text);
  }

  private static String bool(String text) {
    return text.equals("true") || text.equals("false") ? text : quoted(text);
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7f) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
