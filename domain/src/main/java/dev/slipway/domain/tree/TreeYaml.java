package dev.slipway.domain.tree;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes YAML 1.2 that a YAML 1.1 reader, such as kubectl's, understands in the same way. */
public final class TreeYaml {
  /** What is certainly a text for every reader; anything else stands in quotes. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./@-]*");

  private static final Set<String> NOT_PLAIN =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private TreeYaml() {}

  /** One document with a line break at its end, without {@code ---}. */
  public static String write(Tree tree) {
    StringBuilder out = new StringBuilder();
    if (isEmpty(tree) || !isNested(tree)) {
      scalar(out, tree, "");
      out.append('\n');
    } else {
      nested(out, tree, "");
    }
    return out.toString();
  }

  private static boolean isNested(Tree tree) {
    return switch (tree) {
      case Tree.Branch _, Tree.Items _ -> true;
      case Tree.Text _, Tree.Word _ -> false;
    };
  }

  private static boolean isEmpty(Tree tree) {
    return switch (tree) {
      case Tree.Branch(Map<String, Tree> entries) -> entries.isEmpty();
      case Tree.Items(List<Tree> list) -> list.isEmpty();
      case Tree.Text _, Tree.Word _ -> false;
    };
  }

  /** The lines of an object or list that is not empty; the first line is not indented. */
  private static void nested(StringBuilder out, Tree tree, String indent) {
    String before = "";
    switch (tree) {
      case Tree.Branch(Map<String, Tree> entries) -> {
        for (Map.Entry<String, Tree> entry : entries.entrySet()) {
          text(out.append(before), entry.getKey());
          out.append(':');
          value(out, entry.getValue(), indent);
          before = indent;
        }
      }
      case Tree.Items(List<Tree> list) -> {
        for (Tree one : list) {
          out.append(before).append("- ");
          if (isNested(one) && !isEmpty(one)) {
            nested(out, one, indent + "  ");
          } else {
            scalar(out, one, indent);
            out.append('\n');
          }
          before = indent;
        }
      }
      case Tree.Text _, Tree.Word _ -> throw new IllegalArgumentException("not nested");
    }
  }

  private static void value(StringBuilder out, Tree value, String indent) {
    if (!isNested(value) || isEmpty(value)) {
      scalar(out.append(' '), value, indent);
      out.append('\n');
    } else if (value instanceof Tree.Items) {
      // As kubectl writes it: a list stands below its key, not indented.
      nested(out.append('\n').append(indent), value, indent);
    } else {
      nested(out.append('\n').append(indent).append("  "), value, indent + "  ");
    }
  }

  private static void scalar(StringBuilder out, Tree value, String indent) {
    switch (value) {
      case Tree.Branch _ -> out.append("{}");
      case Tree.Items _ -> out.append("[]");
      case Tree.Word(String word) -> out.append(word);
      case Tree.Text(String text) -> {
        if (isBlock(text)) {
          block(out, text, indent);
        } else {
          text(out, text);
        }
      }
    }
  }

  /** Several lines that a literal block gives back unchanged. */
  private static boolean isBlock(String text) {
    return text.contains("\n")
        && !text.startsWith(" ")
        && !text.startsWith("\n")
        && !text.endsWith("\n\n")
        && text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f));
  }

  private static void block(StringBuilder out, String text, String indent) {
    out.append(text.endsWith("\n") ? "|" : "|-");
    text.lines()
        .forEach(
            line -> {
              out.append('\n');
              if (!line.isEmpty()) {
                out.append(indent).append("  ").append(line);
              }
            });
  }

  private static void text(StringBuilder out, String text) {
    if (PLAIN.matcher(text).matches() && !NOT_PLAIN.contains(text.toLowerCase(Locale.ROOT))) {
      out.append(text);
    } else {
      TreeJson.quote(out, text);
    }
  }
}
