package dev.slipway.acceptance.coordinator.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A bare repository made by code. Authors and dates are fixed, so the same calls give the same
 * commit ids on every machine and every day.
 */
public final class GitRepository {
  private static final long FIRST_COMMIT_SECONDS = 1_700_000_000;

  /** What Gitaly allows: fetching any commit by its id, and partial clones. */
  private static final String CONFIG =
      """
      [uploadpack]
      	allowReachableSHA1InWant = true
      	allowAnySHA1InWant = true
      	allowFilter = true
      [gc]
      	auto = 0
      """;

  private final Path folder;
  private final Map<String, String> refs = new ConcurrentHashMap<>();
  private final Map<String, byte[]> lfsObjects = new ConcurrentHashMap<>();
  private long commits;

  private GitRepository(Path folder) {
    this.folder = folder;
  }

  /** An empty repository in a new folder. */
  public static GitRepository createEmpty(Path folder) {
    try {
      Files.createDirectories(folder);
      Git.run(folder, "", "init", "--quiet", "--bare", "--initial-branch=main");
      Files.writeString(folder.resolve("config"), CONFIG, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not create the repository " + folder, e);
    }
    return new GitRepository(folder);
  }

  /**
   * The usual project: three commits on {@code main} and one more on {@code feature}, the head of
   * merge request 1. Its newest {@code README.md} on {@code main} says {@code Third commit}.
   */
  public static GitRepository createUsual(Path folder) {
    GitRepository repository = createEmpty(folder);
    repository.importUsual();
    return repository;
  }

  private synchronized void importUsual() {
    FastImport usual = new FastImport(refs);
    add(usual, "main", "First", Map.of("README.md", "First commit\n"));
    add(
        usual,
        "main",
        "Second",
        Map.of("README.md", "Second commit\n", "src/hello.sh", "#!/bin/sh\necho hello\n"));
    add(usual, "main", "Third", Map.of("README.md", "Third commit\n"));
    usual.point("refs/heads/feature", "refs/heads/main");
    add(usual, "feature", "Feature", Map.of("feature.txt", "A feature\n"));
    usual.point("refs/pipelines/1", "refs/heads/main");
    usual.point("refs/merge-requests/1/head", "refs/heads/feature");
    refs.putAll(usual.run(folder));
  }

  private void add(FastImport to, String branch, String message, Map<String, String> files) {
    to.commit(branch, message, nextSeconds(), files, Map.of());
  }

  private long nextSeconds() {
    return FIRST_COMMIT_SECONDS + 60 * commits++;
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
    FastImport one = new FastImport(refs);
    add(one, branch, message, files);
    refs.putAll(one.run(folder));
    return tip(branch).orElseThrow();
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
    String modules = "[submodule \"%s\"]\n\tpath = %s\n\turl = %s\n".formatted(path, path, url);
    FastImport one =
        new FastImport(refs)
            .commit(
                branch,
                "Add submodule " + path,
                nextSeconds(),
                Map.of(".gitmodules", modules),
                Map.of(path, commit));
    refs.putAll(one.run(folder));
    return tip(branch).orElseThrow();
  }

  /**
   * Adds a commit with submodules to a branch.
   *
   * @param files content by path, {@code .gitmodules} among them
   * @param submodules commit by path
   * @return the commit's id
   */
  public synchronized String commit(
      String branch, String message, Map<String, String> files, Map<String, String> submodules) {
    refs.putAll(
        new FastImport(refs).commit(branch, message, nextSeconds(), files, submodules).run(folder));
    return tip(branch).orElseThrow();
  }

  /** Stores an LFS object; the answer is the pointer to commit in its place. */
  public String storeLfsObject(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    String oid = sha256(bytes);
    lfsObjects.put(oid, bytes);
    return "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize %d\n"
        .formatted(oid, bytes.length);
  }

  /** An LFS object's content; empty where there is none of that id. */
  Optional<byte[]> lfsObject(String oid) {
    return Optional.ofNullable(lfsObjects.get(oid));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Makes a branch, or moves it, to another branch's tip or a commit. */
  public void branch(String name, String at) {
    point("refs/heads/" + name, tip(at).orElse(at));
  }

  public void tag(String name, String commit) {
    point("refs/tags/" + name, commit);
  }

  private synchronized void point(String ref, String commit) {
    Git.run(folder, "", "update-ref", ref, commit);
    refs.put(ref, commit);
  }

  /** The newest commit of a branch; empty where there is no such branch. */
  public Optional<String> tip(String branch) {
    return Optional.ofNullable(refs.get("refs/heads/" + branch));
  }

  /**
   * The id of what Git's revision syntax names, such as {@code main~2}.
   *
   * @throws IllegalStateException where there is no such thing
   */
  public String resolve(String revision) {
    return Git.run(folder, "", "rev-parse", "--verify", revision);
  }

  /**
   * Sets {@code refs/pipelines/<id>}, as GitLab does for every pipeline. A commit the repository
   * does not have is left alone: such a job is to fail when it fetches.
   */
  public synchronized void pointPipelineAt(String pipelineId, String commit) {
    String ref = "refs/pipelines/" + pipelineId;
    if (commit.equals(refs.get(ref))) {
      return;
    }
    if (Git.run(folder, commit + "\n", "cat-file", "--batch-check").contains(" commit ")) {
      point(ref, commit);
    }
  }
}
