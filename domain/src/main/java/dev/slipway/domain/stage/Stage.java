package dev.slipway.domain.stage;

import java.util.Locale;

/**
 * One stage.
 *
 * @param id the section's name in the job log
 * @param heading the line that opens the section
 * @param role where its script runs
 */
public record Stage(String id, String heading, ContainerRole role) {
  public static final Stage PREPARE_SCRIPT =
      new Stage("prepare_script", "Preparing environment", ContainerRole.HELPER);

  /** Part of the section that is open while the environment is prepared. */
  public static final Stage HEALTH_CHECK =
      new Stage("health_check", "Waiting for services", ContainerRole.HELPER);

  public static final Stage GET_SOURCES =
      new Stage("get_sources", "Getting source from Git repository", ContainerRole.HELPER);
  public static final Stage CLEAR_WORKTREE =
      new Stage(
          "clear_worktree",
          "Deleting all tracked and untracked files due to source fetch failure",
          ContainerRole.HELPER);
  public static final Stage RESTORE_CACHE =
      new Stage("restore_cache", "Restoring cache", ContainerRole.HELPER);
  public static final Stage DOWNLOAD_ARTIFACTS =
      new Stage("download_artifacts", "Downloading artifacts", ContainerRole.HELPER);
  public static final Stage ARCHIVE_CACHE =
      new Stage("archive_cache", "Saving cache for successful job", ContainerRole.HELPER);
  public static final Stage ARCHIVE_CACHE_ON_FAILURE =
      new Stage("archive_cache_on_failure", "Saving cache for failed job", ContainerRole.HELPER);
  public static final Stage UPLOAD_ARTIFACTS_ON_SUCCESS =
      new Stage(
          "upload_artifacts_on_success",
          "Uploading artifacts for successful job",
          ContainerRole.HELPER);
  public static final Stage UPLOAD_ARTIFACTS_ON_FAILURE =
      new Stage(
          "upload_artifacts_on_failure",
          "Uploading artifacts for failed job",
          ContainerRole.HELPER);
  public static final Stage AFTER_SCRIPT =
      new Stage("after_script", "Running after_script", ContainerRole.BUILD);
  public static final Stage CLEANUP_FILE_VARIABLES =
      new Stage(
          "cleanup_file_variables",
          "Cleaning up project directory and file based variables",
          ContainerRole.HELPER);

  /** The section in which the manager plans the pod; it has no script. */
  public static final String PREPARE_EXECUTOR = "prepare_executor";

  /** Its heading. */
  public static final String PREPARE_EXECUTOR_HEADING = "Preparing the \"kubernetes\" executor";

  /** The stage of one entry of the payload's {@code steps}. */
  public static Stage userStep(String stepName) {
    String id = "step_" + stepName.toLowerCase(Locale.ROOT);
    return new Stage(
        id, "Executing \"%s\" stage of the job script".formatted(id), ContainerRole.BUILD);
  }
}
