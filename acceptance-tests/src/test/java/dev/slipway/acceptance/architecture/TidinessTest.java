package dev.slipway.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The repository keeps itself in order. */
class TidinessTest {
  private static final int FILE_CODE_LINES_MAX = 300;
  private static final int METHOD_CODE_LINES_MAX = 60;
  private static final Path EXCEPTIONS =
      Path.of(
          "acceptance-tests/src/test/resources/dev/slipway/acceptance/architecture/tidy-exceptions.txt");

  private static final Set<String> TEXT_ENDINGS =
      Set.of(".java", ".md", ".xml", ".json", ".toml", ".yaml", ".txt", ".properties", ".go");

  private static final List<JavaSource> SOURCES = JavaSource.parse(Repository.files(".java"));

  @Test
  @DisplayName("files and methods are short; tidy-exceptions.txt may only shrink")
  void short_() {
    Map<String, Integer> tooLong = new TreeMap<>();
    for (JavaSource source : SOURCES) {
      if (source.codeLines() > FILE_CODE_LINES_MAX) {
        tooLong.put("file " + source.file(), source.codeLines());
      }
      if (source.longestMethod() > METHOD_CODE_LINES_MAX) {
        tooLong.put("method " + source.file(), source.longestMethod());
      }
    }
    Map<String, Integer> excepted = exceptions();
    Map<String, Integer> grown = new TreeMap<>(tooLong);
    grown.entrySet().removeIf(e -> e.getValue() <= excepted.getOrDefault(e.getKey(), 0));
    assertThat(grown)
        .as(
            "over %d code lines a file or %d a method: make it shorter",
            FILE_CODE_LINES_MAX, METHOD_CODE_LINES_MAX)
        .isEmpty();
    Set<String> needless = new TreeSet<>(excepted.keySet());
    needless.removeAll(tooLong.keySet());
    assertThat(needless).as("no longer needed in %s: remove them", EXCEPTIONS).isEmpty();
  }

  private static Map<String, Integer> exceptions() {
    return Repository.read(EXCEPTIONS)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" +"))
        .collect(Collectors.toMap(w -> w[0] + " " + w[1], w -> Integer.parseInt(w[2])));
  }

  @Test
  @DisplayName("no catch block is empty")
  void catches() {
    assertThat(
            SOURCES.stream()
                .flatMap(
                    source -> source.emptyCatches().stream().map(n -> source.file() + ":" + n)))
        .isEmpty();
  }

  @Test
  @DisplayName("nothing is left for later in a comment")
  void nothingLeft() {
    // Put together, so that this file does not find itself.
    assertThat(linesWith(Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b"), texts()))
        .isEmpty();
  }

  @Test
  @DisplayName("no test is switched off or sleeps")
  void honestTests() {
    Pattern pattern = Pattern.compile("@Dis" + "abled|Thread\\.sl" + "eep|@Ign" + "ore\\b");
    assertThat(linesWith(pattern, texts().filter(f -> isTest(f)))).isEmpty();
  }

  private static boolean isTest(Path file) {
    return file.toString().contains("src/test/java");
  }

  @Test
  @DisplayName("no path of somebody's machine is written down, no file that is not here")
  void noMachinePaths() {
    // A path begins a word; the names are put together so that this file does not find itself.
    String places = String.join("|", "wo" + "rk", "home", "Users");
    Pattern pattern = Pattern.compile("(?<![\\w.}$-])/(" + places + ")/[a-z]|\\bspec/[a-z-]+[.]md");
    assertThat(linesWith(pattern, texts())).isEmpty();
  }

  @Test
  @DisplayName("a text ends with a newline and has no blanks at the ends of lines")
  void newlines() {
    Predicate<Path> untidy =
        file -> {
          String text = Repository.read(file);
          return !text.endsWith("\n") || text.endsWith("\n\n") || text.contains(" \n");
        };
    assertThat(texts().filter(f -> f.toString().endsWith(".md")).filter(untidy)).isEmpty();
  }

  @Test
  @DisplayName("every package says what it is and is null-marked")
  void packages() {
    Set<Path> folders =
        Repository.files(".java").stream().map(Path::getParent).collect(Collectors.toSet());
    List<Path> files = Repository.files("package-info.java");
    Predicate<Path> unmarked =
        file -> {
          String text = Repository.read(file);
          return !text.startsWith("/**") || !text.contains("\n@NullMarked\npackage ");
        };
    assertThat(files.stream().map(Path::getParent)).containsExactlyInAnyOrderElementsOf(folders);
    assertThat(files.stream().filter(unmarked)).isEmpty();
  }

  private static Stream<Path> texts() {
    return Repository.files().stream().filter(TidinessTest::isText);
  }

  private static boolean isText(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    // Scripts have no ending.
    return dot < 0 || TEXT_ENDINGS.contains(name.substring(dot));
  }

  private static List<String> linesWith(Pattern pattern, Stream<Path> files) {
    return files
        .flatMap(
            file ->
                Repository.read(file)
                    .lines()
                    .filter(line -> pattern.matcher(line).find())
                    .map(line -> file + ": " + line.strip()))
        .toList();
  }
}
