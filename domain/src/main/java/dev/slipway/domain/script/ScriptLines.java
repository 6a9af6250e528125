package dev.slipway.domain.script;

import java.util.ArrayList;
import java.util.List;

/** The lines of a script so far, each as deep as the branches that are open, and its warnings. */
final class ScriptLines {
  private final StringBuilder text = new StringBuilder();
  private final List<String> warnings = new ArrayList<>();
  private int depth;

  /** Code of one line or several; the first one is indented. */
  void add(String code) {
    text.append("  ".repeat(depth)).append(code).append('\n');
  }

  /** Code whose every line counts from its first column. */
  void addAsIs(String code) {
    text.append(code).append('\n');
  }

  /** Code after which lines are one deeper. */
  void open(String code) {
    add(code);
    depth++;
  }

  /** Code that ends a branch and begins the other. */
  void turn(String code) {
    depth--;
    open(code);
  }

  /** Code that ends a branch. */
  void close(String code) {
    depth--;
    add(code);
  }

  void warn(String warning) {
    warnings.add(warning);
  }

  void forgetWarnings() {
    warnings.clear();
  }

  /** What could not be written, in order, each once. */
  List<String> warnings() {
    return warnings.stream().distinct().toList();
  }

  String text() {
    return text.toString();
  }
}
