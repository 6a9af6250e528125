package dev.slipway.app.config;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the keys that must not be there: unknown ones, repeated ones, those not supported. */
final class KeyWalk {
  private final KeyCatalog catalog;
  private final Findings findings;
  private final TreeSet<String> unused = new TreeSet<>();

  KeyWalk(KeyCatalog catalog, Findings findings) {
    this.catalog = catalog;
    this.findings = findings;
  }

  /** Looks at the whole file; the keys of other executors become one warning. */
  void walk(Map<String, Object> root) {
    table("", root, KeyPath.TOP);
    if (!unused.isEmpty()) {
      findings.warning(
          KeyPath.TOP, "keys of other executors have no effect here: " + String.join(", ", unused));
    }
  }

  private void table(String section, Map<String, Object> table, KeyPath path) {
    Map<String, String> seen = new HashMap<>();
    List<Map.Entry<String, Object>> inOrder =
        table.entrySet().stream()
            .sorted(Comparator.comparing(entry -> findings.site(path.child(entry.getKey()))))
            .toList();
    inOrder.forEach(
        entry -> {
          String name = entry.getKey();
          KeyPath here = path.child(name);
          String other = seen.put(name.toLowerCase(Locale.ROOT), name);
          if (other != null) {
            findings.problem(
                here,
                "given twice, also as \"%s\" in line %d; keys are the same in any case, keep one"
                    .formatted(other, findings.site(path.child(other)).line()));
          }
          catalog
              .find(section, name)
              .ifPresentOrElse(
                  key -> known(key, entry.getValue(), here), () -> unknown(section, name, here));
        });
  }

  private void known(CatalogKey key, Object value, KeyPath path) {
    switch (key.status()) {
      case HONOURED -> {
        if (key.isTable()) {
          inside(key, value, path);
        }
      }
      case NOT_YET -> notYet(key, value, path);
      case IGNORED -> {
        if (!key.asksForNothing(value)) {
          findings.warning(
              path,
              "%s has no effect in this version of Slipway. %s".formatted(path, key.meaning()));
        }
      }
      case UNUSED -> unused.add(key.path());
      case KEPT -> {}
      case REMOVED -> findings.problem(path, "removed from GitLab Runner. " + key.meaning());
    }
  }

  private void notYet(CatalogKey key, Object value, KeyPath path) {
    if (value instanceof Map && !catalog.in(key.path()).isEmpty()) {
      inside(key, value, path);
    } else if (!key.asksForNothing(value)) {
      findings.problem(
          path,
          "known to GitLab Runner, not supported by this version of Slipway; remove it, or run this runner with gitlab-runner");
    }
  }

  @SuppressWarnings("unchecked") // Every table of a TomlDocument has text for keys.
  private void inside(CatalogKey key, Object value, KeyPath path) {
    if (value instanceof Map<?, ?> table) {
      table(key.path(), (Map<String, Object>) table, path);
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) instanceof Map<?, ?> table) {
          table(key.path(), (Map<String, Object>) table, path.at(i));
        }
      }
    }
  }

  private void unknown(String section, String name, KeyPath path) {
    List<String> siblings =
        catalog.in(section).stream()
            .filter(key -> key.status() != KeyStatus.REMOVED)
            .map(CatalogKey::name)
            .toList();
    String advice =
        NearestWord.to(name, siblings)
            .map("did you mean \"%s\"?"::formatted)
            .or(() -> elsewhere(name))
            .orElse("remove it");
    findings.problemAt(findings.site(path), "unknown key %s; %s".formatted(path, advice));
  }

  private Optional<String> elsewhere(String name) {
    return catalog.keys().stream()
        .filter(key -> key.name().equalsIgnoreCase(name))
        .filter(key -> key.status() == KeyStatus.HONOURED)
        .findFirst()
        .map(
            key ->
                key.section().isEmpty()
                    ? "it belongs to the top of the file, before the first table"
                    : "it belongs to [%s]".formatted(key.section()));
  }
}
