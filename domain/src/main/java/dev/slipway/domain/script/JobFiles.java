package dev.slipway.domain.script;

import dev.slipway.domain.sources.BuildDirectories;

/** The files that a job's stages leave for each other in the directory beside the project. */
record JobFiles(BuildDirectories directories) {

  /** {@code KEY=value} lines that a stage hands to the next ones. */
  String environment() {
    return directories.tempFile("gitlab_runner_env");
  }

  String maskingDatabase() {
    return directories.tempFile("masking.db");
  }

  String cacheEnvironment() {
    return directories.tempFile("gitlab_runner_cache_env");
  }

  /** What {@code git init} copies into a new repository. */
  String gitTemplate() {
    return directories.tempFile("git-template");
  }

  /** Included by the repository's configuration; the only file with the token in it. */
  String gitExternalConfig() {
    return directories.tempFile(".gitlab-runner.ext.conf");
  }

  /** Stands for the user's own git configuration where that cannot be written. */
  String gitGlobalConfig() {
    return directories.tempFile(".glr.gconf");
  }

  /** The same for the build container, whose user and home are others. */
  String gitGlobalConfigOfBuild() {
    return directories.tempFile(".glr.build.gconf");
  }

  String git() {
    return directories.project() + "/.git";
  }

  /** Left by the init container that found out the build container's user. */
  String buildUser() {
    return directories.root() + "/.gitlab-build-uid-gid";
  }
}
