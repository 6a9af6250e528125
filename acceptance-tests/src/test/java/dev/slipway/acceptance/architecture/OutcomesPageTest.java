package dev.slipway.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page on outcomes names tests; each of them is there. */
class OutcomesPageTest {
  private static final Path PAGE = Path.of("docs/reference/outcomes.md");
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|Contract))(?:#(\\w+))?`");
  private static final int TESTS_MIN = 60;

  @Test
  @DisplayName("each test that docs/reference/outcomes.md names is there")
  void named() {
    List<MatchResult> named = NAMED.matcher(Repository.read(PAGE)).results().toList();
    assertThat(named).hasSizeGreaterThanOrEqualTo(TESTS_MIN);
    List<Path> sources = Repository.files(".java");
    assertThat(named.stream().filter(test -> !isThere(test, sources)).map(MatchResult::group))
        .isEmpty();
  }

  @Test
  @DisplayName("each outcome test is named there")
  void complete() {
    String page = Repository.read(PAGE);
    List<String> missing =
        Repository.files("OutcomesTest.java").stream()
            .flatMap(file -> methods(file).map(method -> nameOf(file) + "#" + method))
            .filter(test -> !page.contains("`" + test + "`"))
            .toList();
    assertThat(missing).isEmpty();
  }

  private static Stream<String> methods(Path file) {
    return Pattern.compile("(?m)^  void (\\w+)\\(")
        .matcher(Repository.read(file))
        .results()
        .map(found -> found.group(1));
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  private static boolean isThere(MatchResult test, List<Path> sources) {
    String file = "/" + test.group(1) + ".java";
    return sources.stream()
        .filter(source -> ("/" + source).endsWith(file))
        .anyMatch(
            source ->
                test.group(2) == null
                    || Repository.read(source).contains(" void " + test.group(2) + "("));
  }
}
