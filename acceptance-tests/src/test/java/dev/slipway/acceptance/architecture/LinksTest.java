package dev.slipway.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A link from one page to another file leads somewhere. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

  @Test
  @DisplayName("every relative link has its file, every anchor its heading")
  void links() {
    List<String> broken = new ArrayList<>();
    int seen = 0;
    for (Path page : Repository.files(".md")) {
      Matcher link = LINK.matcher(withoutCode(Repository.read(page)));
      while (link.find()) {
        if (!ELSEWHERE.matcher(link.group(1)).matches()) {
          seen++;
          if (!leadsSomewhere(page, link.group(1))) {
            broken.add(page + " -> " + link.group(1));
          }
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(seen).as("links found at all").isPositive();
  }

  @Test
  @DisplayName("every page of docs can be reached from docs/README.md")
  void reached() {
    Path docs = Path.of("docs");
    String index = Repository.read(docs.resolve("README.md"));
    assertThat(
            Repository.files(".md").stream()
                .filter(page -> page.startsWith(docs))
                .map(docs::relativize)
                .map(Path::toString)
                .filter(page -> !page.equals("README.md") && !index.contains("(" + page + ")")))
        .as("pages that the index does not name")
        .isEmpty();
  }

  private static boolean leadsSomewhere(Path page, String link) {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
    if (!Files.exists(Repository.TOP.resolve(target))) {
      return false;
    }
    return hash < 0 || anchors(target).contains(link.substring(hash + 1));
  }

  private static Set<String> anchors(Path page) {
    return withoutBlocks(Repository.read(page))
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ *", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static String withoutCode(String page) {
    return withoutBlocks(page).replaceAll("`[^`\n]*`", "");
  }

  private static String withoutBlocks(String page) {
    return page.replaceAll("(?s)```.*?\n```", "");
  }
}
