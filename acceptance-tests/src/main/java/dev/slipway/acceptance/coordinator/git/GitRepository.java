package dev.slipway.acceptance.coordinator.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A bare repository made by code. Authors and dates are fixed, so the same calls give the same
 * commit ids on every machine and every day.
 */
public final class GitRepository {
  private static final long FIRST_COMMIT_SECONDS = 1_700_000_000;

  private final Path folder;
  private long commits;

  private GitRepository(Path folder) {
    this.folder = folder;
  }

  /** An empty repository in a new folder. */
  public static GitRepository createEmpty(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not create the folder " + folder, e);
    }
    GitRepository repository = new GitRepository(folder);
    Git.run(folder, "", "init", "--quiet", "--bare", "--initial-branch=main");
    // What Gitaly allows: fetching any commit by its id, and partial clones.
    for (String key :
        new String[] {
          "uploadpack.allowReachableSHA1InWant",
          "uploadpack.allowAnySHA1InWant",
          "uploadpack.allowFilter"
        }) {
      Git.run(folder, "", "config", key, "true");
    }
    Git.run(folder, "", "config", "gc.auto", "0");
    return repository;
  }

  /**
   * The usual project: three commits on {@code main} and one more on {@code feature}. Its newest
   * {@code README.md} on {@code main} says {@code Third commit}.
   */
  public static GitRepository createUsual(Path folder) {
    GitRepository repository = createEmpty(folder);
    repository.commit("main", "First", Map.of("README.md", "First commit\n"));
    repository.commit(
        "main",
        "Second",
        Map.of("README.md", "Second commit\n", "src/hello.sh", "#!/bin/sh\necho hello\n"));
    repository.commit("main", "Third", Map.of("README.md", "Third commit\n"));
    repository.branch("feature", "main");
    repository.commit("feature", "Feature", Map.of("feature.txt", "A feature\n"));
    repository.pointPipelineAt("1", repository.tip("main").orElseThrow());
    return repository;
  }

  public Path folder() {
    return folder;
  }

  /**
   * Adds a commit to a branch, which is made where it does not exist.
   *
   * @param files content by path; other files stay as they are; {@code .sh} files are executable
   * @return the commit's id
   */
  public synchronized String commit(String branch, String message, Map<String, String> files) {
    StringBuilder stream = commitHead(branch, message);
    new TreeMap<>(files)
        .forEach(
            (path, content) -> {
              String mode = path.endsWith(".sh") ? "100755" : "100644";
              stream.append("M ").append(mode).append(" inline ").append(path).append('\n');
              appendData(stream, content);
            });
    return importInto(branch, stream);
  }

  /**
   * Adds a submodule to a branch.
   *
   * @param url as written to {@code .gitmodules}; {@code ../lib.git} is beside this project
   * @param commit the other repository's commit
   * @return the commit's id
   */
  public synchronized String commitSubmodule(
      String branch, String path, String url, String commit) {
    StringBuilder stream = commitHead(branch, "Add submodule " + path);
    stream.append("M 100644 inline .gitmodules\n");
    appendData(stream, "[submodule \"%s\"]\n\tpath = %s\n\turl = %s\n".formatted(path, path, url));
    stream.append("M 160000 ").append(commit).append(' ').append(path).append('\n');
    return importInto(branch, stream);
  }

  private StringBuilder commitHead(String branch, String message) {
    long seconds = FIRST_COMMIT_SECONDS + commits * 60;
    commits++;
    String who = " Dev Eloper <dev@example.com> " + seconds + " +0000\n";
    StringBuilder stream = new StringBuilder();
    stream.append("commit refs/heads/").append(branch).append('\n');
    stream.append("author").append(who).append("committer").append(who);
    appendData(stream, message);
    tip(branch).ifPresent(parent -> stream.append("from ").append(parent).append('\n'));
    return stream;
  }

  private static void appendData(StringBuilder stream, String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    stream.append("data ").append(bytes).append('\n').append(text).append('\n');
  }

  private String importInto(String branch, StringBuilder stream) {
    Git.run(folder, stream.append("done\n").toString(), "fast-import", "--quiet", "--done");
    return tip(branch).orElseThrow();
  }

  /** Makes a branch, or moves it, to another branch's tip or a commit. */
  public void branch(String name, String at) {
    Git.run(folder, "", "update-ref", "refs/heads/" + name, tip(at).orElse(at));
  }

  public void tag(String name, String commit) {
    Git.run(folder, "", "update-ref", "refs/tags/" + name, commit);
  }

  /** The newest commit of a branch; empty where there is no such branch. */
  public Optional<String> tip(String branch) {
    String found =
        Git.run(folder, "", "for-each-ref", "--format=%(objectname)", "refs/heads/" + branch);
    return found.lines().findFirst();
  }

  /**
   * Sets {@code refs/pipelines/<id>}, as GitLab does for every pipeline. A commit the repository
   * does not have is left alone: such a job is to fail when it fetches.
   */
  public synchronized void pointPipelineAt(String pipelineId, String commit) {
    String known = Git.run(folder, commit + "\n", "cat-file", "--batch-check");
    if (known.contains(" commit ")) {
      Git.run(folder, "", "update-ref", "refs/pipelines/" + pipelineId, commit);
    }
  }
}
