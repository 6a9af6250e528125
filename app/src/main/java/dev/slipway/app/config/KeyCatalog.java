package dev.slipway.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Every key there is, from {@code keys.txt} beside this class. */
final class KeyCatalog {
  private static final int COLUMNS = 5;

  /** Between two sections: the first has the keys of the second, and their tables. */
  private static final String LIKE = " like [";

  private final List<CatalogKey> keys;
  private final Map<String, String> models;
  private final Map<String, CatalogKey> byPath = new LinkedHashMap<>();

  private KeyCatalog(List<CatalogKey> keys, Map<String, String> models) {
    this.keys = List.copyOf(keys);
    this.models = Map.copyOf(models);
    for (CatalogKey key : keys) {
      if (byPath.put(key.path().toLowerCase(Locale.ROOT), key) != null) {
        throw new IllegalStateException("keys.txt has %s twice".formatted(key.path()));
      }
    }
  }

  static KeyCatalog load() {
    try (InputStream in = KeyCatalog.class.getResourceAsStream("keys.txt")) {
      if (in == null) {
        throw new IllegalStateException("keys.txt is missing from the program");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("reading keys.txt of the program", e);
    }
  }

  private static KeyCatalog parse(String text) {
    List<CatalogKey> keys = new ArrayList<>();
    Map<String, String> models = new LinkedHashMap<>();
    String section = "";
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[")) {
        section = line.substring(1, line.indexOf(']'));
        if (line.contains(LIKE)) {
          String model = line.substring(line.indexOf(LIKE) + LIKE.length(), line.length() - 1);
          keys.addAll(copies(keys, model, section));
          models.put(section, model);
        }
        continue;
      }
      String[] cells = line.split("\\|", COLUMNS);
      if (cells.length != COLUMNS) {
        throw new IllegalStateException("keys.txt: not %d columns: %s".formatted(COLUMNS, line));
      }
      keys.add(
          new CatalogKey(
              section,
              cells[0].strip(),
              cells[1].strip(),
              cells[2].strip(),
              KeyStatus.of(cells[3].strip()),
              cells[4].strip()));
    }
    return new KeyCatalog(keys, models);
  }

  /** Sections that have the keys of another one, and that one. */
  Map<String, String> models() {
    return models;
  }

  private static List<CatalogKey> copies(List<CatalogKey> keys, String model, String section) {
    return keys.stream()
        .filter(key -> key.section().equals(model) || key.section().startsWith(model + "."))
        .map(key -> key.in(section + key.section().substring(model.length())))
        .toList();
  }

  /** In the order of the reference page. */
  List<CatalogKey> keys() {
    return keys;
  }

  Optional<CatalogKey> find(String section, String name) {
    String path = section.isEmpty() ? name : section + "." + name;
    return Optional.ofNullable(byPath.get(path.toLowerCase(Locale.ROOT)));
  }

  /** The keys of one table. */
  List<CatalogKey> in(String section) {
    return keys.stream().filter(key -> key.section().equalsIgnoreCase(section)).toList();
  }
}
