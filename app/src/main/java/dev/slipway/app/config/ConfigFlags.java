package dev.slipway.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The keys of one runner that a command line or the environment can give. */
public final class ConfigFlags {
  private static final int COLUMNS = 3;

  private ConfigFlags() {}

  /** All of them, in the order of the help; those without effect in this version are left out. */
  public static List<ConfigFlag> all() {
    KeyCatalog catalog = KeyCatalog.load();
    return rows().stream()
        .filter(cells -> key(catalog, cells).status() == KeyStatus.HONOURED)
        .map(cells -> flag(key(catalog, cells), cells))
        .toList();
  }

  private static CatalogKey key(KeyCatalog catalog, List<String> cells) {
    String path = cells.getFirst();
    int dot = path.lastIndexOf('.');
    return catalog
        .find(path.substring(0, dot), path.substring(dot + 1))
        .orElseThrow(() -> new IllegalStateException("flags.txt: no such key: " + path));
  }

  private static ConfigFlag flag(CatalogKey key, List<String> cells) {
    Optional<String> variable = Optional.of(cells.get(2)).filter(name -> !name.equals("-"));
    return new ConfigFlag(
        cells.getFirst(), cells.get(1), variable, key.type(), key.meaning().replace("`", ""));
  }

  private static List<List<String>> rows() {
    try (InputStream in = ConfigFlags.class.getResourceAsStream("flags.txt")) {
      if (in == null) {
        throw new IllegalStateException("flags.txt is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(ConfigFlags::cells)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("reading flags.txt of the program", e);
    }
  }

  private static List<String> cells(String line) {
    List<String> cells = List.of(line.split(" \\| ", -1));
    if (cells.size() != COLUMNS) {
      throw new IllegalStateException("flags.txt: not %d columns: %s".formatted(COLUMNS, line));
    }
    return cells;
  }
}
