package dev.slipway.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The way to a value from the top of the file, with the keys as the user wrote them. */
record KeyPath(List<Step> steps) {
  static final KeyPath TOP = new KeyPath(List.of());

  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");

  KeyPath {
    steps = List.copyOf(steps);
  }

  /** One step down. */
  sealed interface Step {
    record Name(String text) implements Step {}

    record Index(int number) implements Step {}
  }

  KeyPath child(String name) {
    return plus(new Step.Name(name));
  }

  KeyPath at(int index) {
    return plus(new Step.Index(index));
  }

  private KeyPath plus(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new KeyPath(longer);
  }

  /**
   * As in a table header, for example {@code runners.kubernetes.node_selector."a.b/c"}. Without the
   * index of a table in a list: the line says which one it is.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      if (step instanceof Step.Name(String name)) {
        text.append(text.isEmpty() ? "" : ".");
        text.append(BARE.matcher(name).matches() ? name : '"' + name.replace("\"", "\\\"") + '"');
      }
    }
    return text.toString();
  }
}
