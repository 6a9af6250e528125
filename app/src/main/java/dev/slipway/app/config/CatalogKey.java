package dev.slipway.app.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One row of the catalogue.
 *
 * @param section the table it stands in, {@code ""} for the top of the file
 * @param name in its usual spelling; keys match in any case
 * @param type what may be written, in the words of the reference page
 * @param defaultText what holds when it is absent; {@code -} for nothing
 */
record CatalogKey(
    String section,
    String name,
    String type,
    String defaultText,
    KeyStatus status,
    String meaning) {

  /** The same key in another section. */
  CatalogKey in(String other) {
    return new CatalogKey(other, name, type, defaultText, status, meaning);
  }

  /** Section and name. */
  String path() {
    return section.isEmpty() ? name : section + "." + name;
  }

  boolean isTable() {
    return type.equals("table") || type.equals("tables");
  }

  /** Whether a value asks for nothing: the default, or an empty text, list or table. */
  boolean asksForNothing(Object value) {
    return switch (value) {
      case Map<?, ?> table -> table.values().stream().allMatch(this::isEmpty);
      case List<?> list -> list.isEmpty();
      default -> isEmpty(value) || Objects.toString(value).equals(defaultText);
    };
  }

  private boolean isEmpty(Object value) {
    return switch (value) {
      case Map<?, ?> table -> table.values().stream().allMatch(this::isEmpty);
      case List<?> list -> list.isEmpty();
      case String text -> text.isEmpty();
      default -> false;
    };
  }
}
