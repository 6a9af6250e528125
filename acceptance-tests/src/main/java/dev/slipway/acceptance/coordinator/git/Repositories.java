package dev.slipway.acceptance.coordinator.git;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The projects that are served, by full path such as {@code group/app}. */
public final class Repositories {
  private final Path root;
  private final Map<String, GitRepository> byProject = new ConcurrentHashMap<>();

  /**
   * @param root existing folder in which the repositories are made
   */
  public Repositories(Path root) {
    this.root = root;
  }

  /** A new project with the usual commits. */
  public GitRepository createUsual(String project) {
    return add(project, GitRepository.createUsual(folderOf(project)));
  }

  /** A new project without a commit. */
  public GitRepository createEmpty(String project) {
    return add(project, GitRepository.createEmpty(folderOf(project)));
  }

  private GitRepository add(String project, GitRepository repository) {
    byProject.put(project, repository);
    return repository;
  }

  private Path folderOf(String project) {
    if (!project.matches("[\\w-]+(/[\\w-]+)+") || byProject.containsKey(project)) {
      throw new IllegalArgumentException(
          "project is '" + project + "', expected a new path such as group/app");
    }
    return root.resolve(project + ".git");
  }

  public Optional<GitRepository> find(String project) {
    return Optional.ofNullable(byProject.get(project));
  }

  Path root() {
    return root;
  }
}
