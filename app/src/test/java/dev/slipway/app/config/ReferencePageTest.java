package dev.slipway.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The reference page of the configuration is the catalogue; {@code -Dgolden=write} renews it. */
class ReferencePageTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "config.md");

  private static final String HEAD =
      """
      # config.toml

      <!-- Generated from keys.txt by ReferencePageTest; renew with: make golden -->

      Slipway reads the `config.toml` of GitLab Runner. Keys match in any case. An empty text counts as not set.
      Relative paths belong to the working directory. `slipway run` refuses a file with any problem in it and names
      every problem with file, line and column.

      | Status | What it means |
      | --- | --- |
      | honoured | Read and obeyed. |
      | not yet | GitLab Runner obeys it, this version of Slipway does not. Refused, unless it is empty or holds its default. |
      | ignored | GitLab Runner obeys it, Slipway can do without. Accepted, with a warning. |
      | unused | Belongs to other executors. Accepted, and named once in the log. |
      | kept | A note that registering a runner leaves in the file. Accepted. |
      | removed | GitLab Runner obeyed it in the past. Refused. |

      | Type | How to write it |
      | --- | --- |
      | duration | `"1h30m"`, `"45s"`, `"500ms"`, or a whole number of nanoseconds |
      | quantity | as in Kubernetes: `"500m"`, `"2"`, `"128Mi"`, `"1.5Gi"` |
      | integer | a whole number of at most 32 bits; `0..` is the least that is allowed |
      | list of integers | `[1, 2]` |
      | list | `["one", "two"]` |
      | map | a table whose keys are yours and whose values are texts |
      | regex | a regular expression, found anywhere in the value: `ci-.*` allows `xci-y` too; `^ci-.*$` does not |
      | flags | a table whose keys are feature flags and whose values are `true` or `false` |
      """;

  @Test
  @DisplayName("docs/reference/config.md says what the catalogue says")
  void current() throws IOException {
    String page = page(KeyCatalog.load());
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("%s is stale: renew it with make golden", PAGE)
        .isEqualTo(page);
  }

  private static String page(KeyCatalog catalog) {
    List<CatalogKey> keys = catalog.keys();
    StringBuilder page = new StringBuilder(HEAD);
    for (String section : keys.stream().map(CatalogKey::section).distinct().toList()) {
      if (catalog.models().keySet().stream().anyMatch(copy -> section.startsWith(copy + "."))) {
        continue;
      }
      page.append("\n## ").append(heading(keys, section)).append("\n\n");
      String model = catalog.models().get(section);
      if (model != null) {
        page.append("As ").append(heading(keys, model)).append(", with its tables.\n");
        continue;
      }
      page.append("| Key | Type | Default | Status | Meaning |\n| --- | --- | --- | --- | --- |\n");
      keys.stream()
          .filter(key -> key.section().equals(section))
          .forEach(
              key ->
                  page.append(
                      "| `%s` | %s | %s | %s | %s |\n"
                          .formatted(
                              key.name(), key.type(), otherwise(key), status(key), key.meaning())));
    }
    return page.toString();
  }

  private static String heading(List<CatalogKey> keys, String section) {
    if (section.isEmpty()) {
      return "Top of the file";
    }
    boolean listed =
        keys.stream().anyMatch(key -> key.path().equals(section) && key.type().equals("tables"));
    return listed ? "`[[" + section + "]]`" : "`[" + section + "]`";
  }

  private static String otherwise(CatalogKey key) {
    return switch (key.defaultText()) {
      case "-" -> "";
      case "required" -> "(required)";
      case String text -> "`" + text + "`";
    };
  }

  private static String status(CatalogKey key) {
    return key.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
