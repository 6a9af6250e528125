package dev.slipway.domain.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A bare repository with three commits, and directories for jobs to fetch into. */
final class GitFixture {
  private static final Map<String, String> AUTHOR =
      Map.of(
          "GIT_AUTHOR_NAME", "a",
          "GIT_AUTHOR_EMAIL", "a@example",
          "GIT_COMMITTER_NAME", "a",
          "GIT_COMMITTER_EMAIL", "a@example",
          "GIT_CONFIG_COUNT", "2",
          "GIT_CONFIG_KEY_0", "protocol.file.allow",
          "GIT_CONFIG_VALUE_0", "always",
          "GIT_CONFIG_KEY_1", "init.defaultBranch",
          "GIT_CONFIG_VALUE_1", "main");

  private final Path root;
  private final Path bare;
  private final Path work;

  GitFixture(Path root, String name, String... initFlags) {
    this.root = root;
    this.bare = root.resolve(name + ".git");
    this.work = root.resolve(name + ".work");
    git(root, join("init", "-q", "--bare", initFlags, bare.toString()));
    git(root, join("init", "-q", "", initFlags, work.toString()));
  }

  /** A commit on main with these files: names and contents in turn; answers its hash. */
  String commit(String... namesAndContents) {
    for (int i = 0; i < namesAndContents.length; i += 2) {
      write(work.resolve(namesAndContents[i]), namesAndContents[i + 1]);
    }
    git(work, "add", "-A");
    git(work, "commit", "-q", "-m", "change");
    git(work, "push", "-q", bare.toString(), "HEAD:refs/heads/main");
    return git(work, "rev-parse", "HEAD");
  }

  /** Adds another repository as a submodule; commit afterwards. */
  void submodule(GitFixture other, String path) {
    git(work, "submodule", "--quiet", "add", other.url(), path);
  }

  String url() {
    return "file://" + bare;
  }

  /** Runs git and answers what it printed. */
  String git(Path directory, String... arguments) {
    String[] words =
        Stream.concat(Stream.of("git"), Arrays.stream(arguments)).toArray(String[]::new);
    Shell.Result result = Shell.start(List.of(words), directory, AUTHOR);
    assertThat(result.code()).as("git %s: %s", List.of(arguments), result.output()).isZero();
    return result.output().strip();
  }

  /** A home without anything in it, and the leave to fetch submodules from files. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(AUTHOR);
    environment.put("GIT_CONFIG_COUNT", "1");
    Path home = root.resolve("home");
    try {
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    environment.put("HOME", home.toString());
    return environment;
  }

  static void write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] join(
      String first, String second, String third, String[] more, String last) {
    return Stream.of(Stream.of(first, second, third), Arrays.stream(more), Stream.of(last))
        .flatMap(part -> part)
        .filter(word -> !word.isEmpty())
        .toArray(String[]::new);
  }
}
