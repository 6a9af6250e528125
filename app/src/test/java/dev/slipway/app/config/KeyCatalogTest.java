package dev.slipway.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeyCatalogTest {
  private final List<CatalogKey> keys = KeyCatalog.load().keys();

  @Test
  @DisplayName("every section is itself a key, a table")
  void sections() {
    List<String> tables = keys.stream().filter(CatalogKey::isTable).map(CatalogKey::path).toList();
    assertThat(keys.stream().map(CatalogKey::section).distinct().filter(s -> !s.isEmpty()))
        .isSubsetOf(tables);
  }

  @Test
  @DisplayName("every key has a sentence")
  void meanings() {
    assertThat(keys).allSatisfy(key -> assertThat(key.meaning()).endsWith("."));
  }

  @Test
  @DisplayName("names differ by more than case, or the file could not be read")
  void found() {
    assertThat(KeyCatalog.load().find("RUNNERS", "Limit"))
        .hasValueSatisfying(key -> assertThat(key.path()).isEqualTo("runners.limit"));
    assertThat(KeyCatalog.load().find("runners", "nothing")).isEmpty();
  }
}
