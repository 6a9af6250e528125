package dev.slipway.app.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is found while one file is read. */
final class Findings {
  private record Found(KeySite site, String text) {}

  private final String file;
  private final KeyIndex index;
  private final List<Found> problems = new ArrayList<>();
  private final List<Found> warnings = new ArrayList<>();

  Findings(String file, KeyIndex index) {
    this.file = file;
    this.index = index;
    for (KeyIndex.Repeated key : index.repeated()) {
      problemAt(key.again(), key.text());
    }
    for (KeyIndex.TooLarge number : index.tooLarge()) {
      problem(number.path(), number.digits() + " is too large for a whole number");
    }
  }

  /** Whether the number at {@code path} is already a problem: its value was cut to 64 bits. */
  boolean isTooLarge(KeyPath path) {
    return index.tooLarge().stream().anyMatch(number -> number.path().id().equals(path.id()));
  }

  /** A problem with the value or key at {@code path}; the text begins with the path. */
  void problem(KeyPath path, String text) {
    problems.add(new Found(index.site(path), "%s: %s".formatted(path, text)));
  }

  /** A problem whose text does not begin with a path. */
  void problemAt(KeySite site, String text) {
    problems.add(new Found(site, text));
  }

  void warning(KeyPath path, String text) {
    warnings.add(new Found(index.site(path), text));
  }

  KeySite site(KeyPath path) {
    return index.site(path);
  }

  /** In the file's order. */
  List<Problem> problems() {
    return sorted(problems);
  }

  /** In the file's order. */
  List<Problem> warnings() {
    return sorted(warnings);
  }

  private List<Problem> sorted(List<Found> found) {
    return found.stream()
        .sorted(Comparator.comparing(Found::site))
        .map(f -> new Problem(file, f.site().line(), f.site().column(), f.text()))
        .toList();
  }
}
