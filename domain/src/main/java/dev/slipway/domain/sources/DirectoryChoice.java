package dev.slipway.domain.sources;

import dev.slipway.domain.failure.Failure;

/** Whether a job's directories could be chosen. */
public sealed interface DirectoryChoice {
  /** They could. */
  record Chosen(BuildDirectories directories) implements DirectoryChoice {}

  /** {@code GIT_CLONE_PATH} asks for what the runner does not allow. */
  record Refused(Failure.ConfigRejected failure) implements DirectoryChoice {}
}
