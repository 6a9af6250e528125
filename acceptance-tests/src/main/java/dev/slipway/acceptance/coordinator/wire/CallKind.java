package dev.slipway.acceptance.coordinator.wire;

/** What a request asks for, as far as its method and path tell. */
public enum CallKind {
  /** {@code POST jobs/request}. */
  JOB_REQUEST,
  /** {@code PUT jobs/:id} with state {@code running}: acceptance or keep-alive. */
  JOB_RUNNING,
  /** {@code PUT jobs/:id} with any other state: the final update. */
  JOB_FINAL,
  /** {@code PATCH jobs/:id/trace}. */
  TRACE,
  /** {@code POST jobs/:id/artifacts}. */
  ARTIFACT_UPLOAD,
  /** {@code GET jobs/:id/artifacts}. */
  ARTIFACT_DOWNLOAD,
  /** Everything under {@code runners}. */
  RUNNER,
  /** Git smart HTTP. */
  GIT,
  /** The stand-in's own {@code /stand-in/...} paths, which no GitLab has. */
  STAND_IN,
  /** A path nobody serves. */
  UNKNOWN
}
