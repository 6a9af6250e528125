package dev.slipway.domain.settings;

/**
 * Where the runner's own folders are in the pod.
 *
 * @param logsBase above the job log's; empty for the root
 * @param scriptsBase above the scripts'; empty for the root
 */
public record DirectorySettings(String logsBase, String scriptsBase) {
  /** In the root. */
  public static final DirectorySettings ROOT = new DirectorySettings("", "");
}
