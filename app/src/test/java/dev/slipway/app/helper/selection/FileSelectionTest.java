package dev.slipway.app.helper.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.helper.HelperLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSelectionTest {
  @TempDir Path directory;
  private Path root;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final HelperLog log = new HelperLog(new PrintStream(said, true, StandardCharsets.UTF_8));

  @BeforeEach
  void files() throws IOException {
    root = Files.createDirectory(directory.resolve("project"));
    Files.createDirectories(root.resolve("out/sub"));
    Files.writeString(root.resolve("out/a.txt"), "a");
    Files.writeString(root.resolve("out/b.tmp"), "b");
    Files.writeString(root.resolve("out/sub/c.txt"), "c");
    Files.writeString(root.resolve("other.txt"), "o");
    Files.createSymbolicLink(root.resolve("out/way"), Path.of("../.."));
  }

  private FileSelection select(List<String> exclude, String... wishes) {
    FileSelection files = new FileSelection(root, exclude, log);
    List.of(wishes).forEach(files::add);
    files.tellExclusions();
    return files;
  }

  private List<String> lines() {
    return said.toString(StandardCharsets.UTF_8)
        .replaceAll("\u001b\\[[0-9;]*m", "")
        .lines()
        .map(String::strip)
        .toList();
  }

  @Test
  @DisplayName("a directory is taken whole, links as links; exclusions are counted")
  void directory() {
    assertThat(select(List.of("**/*.tmp", "nothing/like/it"), "out/").paths())
        .containsExactly("out", "out/a.txt", "out/sub", "out/sub/c.txt", "out/way");
    assertThat(lines())
        .containsExactly(
            "out/: found 5 matching artifact files and directories", "**/*.tmp: excluded 1 files");
  }

  @Test
  @DisplayName("patterns are found at any depth; what fits twice is taken once")
  void patterns() {
    assertThat(select(List.of(), "**/*.txt", "out/*.txt").paths())
        .containsExactly("other.txt", "out/a.txt", "out/sub/c.txt");
    assertThat(select(List.of(), "*").paths()).contains("out/sub/c.txt", "other.txt");
    assertThat(lines())
        .containsExactly(
            "**/*.txt: found 3 matching artifact files and directories",
            "out/*.txt: found 1 matching artifact files and directories",
            "*: found 7 matching artifact files and directories");
  }

  @Test
  @DisplayName("an absolute path within the project is one; others are left alone, with a warning")
  void outside() {
    FileSelection files =
        select(List.of(), root.resolve("other.txt").toString(), "../x", "/etc", "missing", "");
    assertThat(files.paths()).containsExactly("other.txt");
    assertThat(lines())
        .containsExactly(
            root.resolve("other.txt") + ": found 1 matching artifact files and directories",
            "WARNING: processPath: artifact path is not a subpath of project directory: ../x",
            "WARNING: processPath: artifact path is not a subpath of project directory: /etc",
            "WARNING: missing: no matching files. Ensure that the artifact path is relative to the working directory (%s)"
                .formatted(root),
            "No matching files. Path is empty.");
  }

  @Test
  @DisplayName("untracked files are those that git does not know")
  void untracked() throws Exception {
    FileSelection none = new FileSelection(root, List.of(), log);
    none.addUntracked();
    assertThat(none.paths()).isEmpty();
    assertThat(lines().getFirst()).startsWith("WARNING: untracked: git ls-files: ");
    said.reset();

    for (String[] command :
        List.of(
            new String[] {"git", "init", "-q"},
            new String[] {"git", "add", "other.txt", "out/a.txt"})) {
      assertThat(new ProcessBuilder(command).directory(root.toFile()).start().waitFor()).isZero();
    }
    FileSelection files = new FileSelection(root, List.of("**/*.tmp"), log);
    files.addUntracked();
    assertThat(files.paths()).containsExactly("out/sub/c.txt", "out/way");
    assertThat(lines()).containsExactly("untracked: found 2 files");
  }
}
