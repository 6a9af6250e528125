package dev.slipway.domain.sources;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.job.JobPayload;
import dev.slipway.domain.variable.JobVariables;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The directories of one job, absolute paths inside the pod.
 *
 * @param root the builds directory, {@code CI_BUILDS_DIR}
 * @param project the work tree, {@code CI_PROJECT_DIR}
 * @param temp beside the project: file variables, git's template and settings
 * @param cache where the job's local cache archives are
 */
public record BuildDirectories(String root, String project, String temp, String cache) {

  /**
   * What decides the directories.
   *
   * @param buildsDirectory {@code builds_dir}
   * @param cacheDirectory {@code cache_dir}
   * @param sharedBuilds whether the builds volume outlives the pod, so that jobs must not meet
   * @param customBuildDirectory {@code [runners.custom_build_dir] enabled}
   */
  public record Rules(
      String buildsDirectory,
      String cacheDirectory,
      boolean sharedBuilds,
      boolean customBuildDirectory) {}

  /**
   * Chooses the directories. Source: GitLab Runner's rules for builds_dir and GIT_CLONE_PATH.
   *
   * @param variables the job's variables with {@code CI_BUILDS_DIR} in them
   */
  public static DirectoryChoice choose(
      Rules rules, JobPayload payload, JobVariables variables, String shortToken) {
    String root = clean(rules.buildsDirectory());
    String suffix =
        variables.get("GIT_STRATEGY").filter("empty"::equals).map(word -> "-empty").orElse("");
    String slug = slugOf(payload) + suffix;
    String cache = clean(rules.cacheDirectory() + "/" + slug);
    String asked = variables.get("GIT_CLONE_PATH").orElse("");
    if (asked.isEmpty()) {
      String slot = variables.get("CI_CONCURRENT_PROJECT_ID").orElse("0");
      String shared = rules.sharedBuilds() ? "/" + shortToken + "/" + slot : "";
      return chosen(root, clean(root + shared + "/" + slug), cache);
    }
    if (!rules.customBuildDirectory()) {
      return refused("setting GIT_CLONE_PATH is not allowed, enable `custom_build_dir` feature");
    }
    String project = clean(asked);
    boolean inside =
        project.equals(root) || project.startsWith(root.equals("/") ? "/" : root + "/");
    return inside
        ? chosen(root, project, cache)
        : refused("the GIT_CLONE_PATH=\"%s\" has to be within \"%s\"".formatted(asked, root));
  }

  /** A file beside the project directory. */
  public String tempFile(String name) {
    return temp + "/" + name;
  }

  private static DirectoryChoice chosen(String root, String project, String cache) {
    return new DirectoryChoice.Chosen(new BuildDirectories(root, project, project + ".tmp", cache));
  }

  private static DirectoryChoice refused(String text) {
    return new DirectoryChoice.Refused(new Failure.ConfigRejected(text));
  }

  /** The path part of the repository's URL without {@code .git}. */
  static String slugOf(JobPayload payload) {
    String slug = GitUrl.parse(payload.git().repoUrl()).map(GitUrl::decodedPath).orElse("");
    if (slug.endsWith(".git")) {
      slug = slug.substring(0, slug.length() - ".git".length());
    }
    boolean unusable = slug.contains("..") || slug.indexOf('\0') >= 0;
    slug = clean("/" + slug).substring(1);
    return slug.isEmpty() || unusable ? "project-" + payload.info().projectId() : slug;
  }

  /** The path without empty, {@code .} and {@code ..} segments. */
  private static String clean(String path) {
    Deque<String> kept = new ArrayDeque<>();
    for (String segment : Arrays.asList(path.split("/"))) {
      switch (segment) {
        case "", "." -> {}
        case ".." -> kept.pollLast();
        default -> kept.addLast(segment);
      }
    }
    return (path.startsWith("/") ? "/" : "") + String.join("/", kept);
  }
}
