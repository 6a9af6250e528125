package dev.slipway.app.helper;

import dev.slipway.domain.job.RunnerVersion;
import dev.slipway.domain.tree.Tree;
import dev.slipway.domain.tree.TreeJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * The statement of where an archive's files come from: in-toto, with SLSA's provenance of version
 * 1. Source: GitLab's documentation of artifact provenance metadata.
 */
final class Provenance {
  private static final int BUFFER_BYTES = 64 << 10;

  private final HelperArguments arguments;
  private final HelperSurroundings surroundings;

  Provenance(HelperArguments arguments, HelperSurroundings surroundings) {
    this.arguments = arguments;
    this.surroundings = surroundings;
  }

  static List<HelperFlag> flags() {
    return List.of(
        HelperFlag.onOff("--generate-artifacts-metadata", "", "State where the files come from."),
        HelperFlag.text("--runner-id", "", "", "The runner's id, for that statement."),
        HelperFlag.text("--repo-url", "", "", "The project's address."),
        HelperFlag.text("--repo-digest", "", "", "The commit."),
        HelperFlag.text("--job-name", "", "", "The job's name."),
        HelperFlag.text("--executor-name", "", "", "The executor."),
        HelperFlag.text("--runner-name", "", "", "The runner's name."),
        HelperFlag.text("--started-at", "", "", "When the job began (RFC 3339)."),
        HelperFlag.text("--ended-at", "", "", "When it ended (RFC 3339)."),
        HelperFlag.text("--schema-version", "", "unknown", "Version of the statement: v1."),
        HelperFlag.texts("--metadata-parameter", "Name of a variable of the job."));
  }

  /**
   * Writes {@code NAME-metadata.json} into the project directory.
   *
   * @param paths of the archive's files
   * @return the path of what was written
   */
  String write(String name, SortedSet<String> paths) throws HelperFailure {
    String schema = arguments.text("--schema-version");
    if (!List.of("unknown", "v1", "").contains(schema)) {
      surroundings
          .log()
          .warning("provenance of version \"%s\" is not known; v1 is written".formatted(schema));
    }
    String file = name + "-metadata.json";
    try {
      Files.writeString(
          surroundings.directory().resolve(file), TreeJson.indented(statement(paths)) + "\n");
    } catch (IOException e) {
      throw new HelperFailure("artifacts metadata: " + Causes.text(e));
    }
    return file;
  }

  private Tree statement(SortedSet<String> paths) throws IOException {
    List<Tree> subjects = new ArrayList<>();
    for (String path : paths) {
      Path file = surroundings.directory().resolve(path);
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        subjects.add(object("name", text(path), "digest", object("sha256", text(sha256(file)))));
      }
    }
    return object(
        "_type", text("https://in-toto.io/Statement/v0.1"),
        "predicateType", text("https://slsa.dev/provenance/v1"),
        "subject", new Tree.Items(subjects),
        "predicate", object("buildDefinition", definition(), "runDetails", details()));
  }

  private Tree definition() {
    String repository = arguments.text("--repo-url");
    Map<String, Tree> parameters = new LinkedHashMap<>();
    parameters.put("entryPoint", text(arguments.text("--job-name")));
    parameters.put("source", text(repository));
    // Names only: a value may be secret.
    arguments.texts("--metadata-parameter").stream()
        .sorted()
        .forEach(parameter -> parameters.put(parameter, text("")));
    Tree commit = object("sha256", text(arguments.text("--repo-digest")));
    return object(
        "buildType",
        text(
            "https://gitlab.com/gitlab-org/gitlab-runner/-/blob/v%s/PROVENANCE.md"
                .formatted(RunnerVersion.COMPATIBLE_VERSION)),
        "externalParameters",
        new Tree.Branch(parameters),
        "internalParameters",
        object(
            "architecture", text(architecture()),
            "executor", text(arguments.text("--executor-name")),
            "job", text(arguments.text("--id")),
            "name", text(arguments.text("--runner-name"))),
        "resolvedDependencies",
        new Tree.Items(List.of(object("uri", text(repository), "digest", commit))));
  }

  private Tree details() {
    String runner = arguments.text("--repo-url") + "/-/runners/" + arguments.text("--runner-id");
    return object(
        "builder",
        object(
            "id", text(runner),
            "version", object("gitlab-runner", text(RunnerVersion.COMPATIBLE_VERSION))),
        "metadata",
        object(
            "invocationID", text(arguments.text("--id")),
            "startedOn", text(arguments.text("--started-at")),
            "finishedOn", text(arguments.text("--ended-at"))));
  }

  private static String architecture() {
    return System.getProperty("os.arch", "").replace("aarch64", "arm64");
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Tree text(String text) {
    return new Tree.Text(text);
  }

  /** Keys and their values in turn. */
  private static Tree object(Object... entries) {
    Map<String, Tree> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], (Tree) entries[i + 1]);
    }
    return new Tree.Branch(map);
  }
}
