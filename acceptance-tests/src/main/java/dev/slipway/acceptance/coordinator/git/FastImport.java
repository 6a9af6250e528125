package dev.slipway.acceptance.coordinator.git;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Several commits and refs for one run of {@code git fast-import}. */
final class FastImport {
  private final StringBuilder stream = new StringBuilder();

  /** Refs as they will be: a commit's id, or {@code :n} for the n-th commit of this run. */
  private final Map<String, String> refs;

  private final Map<String, String> changed = new LinkedHashMap<>();
  private int marks;

  /**
   * @param refs the refs there are, with their commits
   */
  FastImport(Map<String, String> refs) {
    this.refs = new LinkedHashMap<>(refs);
  }

  /**
   * Adds a commit to a branch.
   *
   * @param seconds the commit's time
   * @param files content by path; {@code .sh} files are executable
   * @param submodules commit by path
   */
  FastImport commit(
      String branch,
      String message,
      long seconds,
      Map<String, String> files,
      Map<String, String> submodules) {
    String ref = "refs/heads/" + branch;
    String parent = refs.get(ref);
    String who = " Dev Eloper <dev@example.com> " + seconds + " +0000\n";
    marks++;
    stream.append("commit ").append(ref).append("\nmark :").append(marks).append('\n');
    stream.append("author").append(who).append("committer").append(who);
    data(message);
    if (parent != null) {
      stream.append("from ").append(parent).append('\n');
    }
    new TreeMap<>(files)
        .forEach(
            (path, content) -> {
              String mode = path.endsWith(".sh") ? "100755" : "100644";
              stream.append("M ").append(mode).append(" inline ").append(path).append('\n');
              data(content);
            });
    new TreeMap<>(submodules)
        .forEach(
            (path, commit) ->
                stream.append("M 160000 ").append(commit).append(' ').append(path).append('\n'));
    return set(ref, ":" + marks);
  }

  /** Sets a ref to where another one is. */
  FastImport point(String ref, String at) {
    String commit = refs.getOrDefault(at, at);
    stream.append("reset ").append(ref).append("\nfrom ").append(commit).append("\n\n");
    return set(ref, commit);
  }

  private FastImport set(String ref, String commit) {
    refs.put(ref, commit);
    changed.put(ref, commit);
    return this;
  }

  private void data(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    stream.append("data ").append(bytes).append('\n').append(text).append('\n');
  }

  /** Runs it; the answer has the commit's id for each ref that was set. */
  Map<String, String> run(Path folder) {
    for (int mark = 1; mark <= marks; mark++) {
      stream.append("get-mark :").append(mark).append('\n');
    }
    stream.append("done\n");
    List<String> ids =
        Git.run(folder, stream.toString(), "fast-import", "--quiet", "--force", "--done")
            .lines()
            .toList();
    Map<String, String> set = new LinkedHashMap<>();
    changed.forEach(
        (ref, commit) ->
            set.put(
                ref,
                commit.startsWith(":")
                    ? ids.get(Integer.parseInt(commit.substring(1)) - 1)
                    : commit));
    return set;
  }
}
