package dev.slipway.domain.channel;

/**
 * Where a job's scripts and log stand in its pod.
 *
 * @param scripts folder of the scripts, seen by all containers
 * @param logs folder of the log file, seen by all containers
 */
public record ChannelPaths(String scripts, String logs) {
  /** The folders of a job: the names that users of GitLab Runner know. */
  public static ChannelPaths of(long projectId, long jobId) {
    return below("", "", projectId, jobId);
  }

  /**
   * The same in other directories.
   *
   * @param scriptsBase absolute, or empty for the root; as {@code logsBase}
   */
  public static ChannelPaths below(
      String scriptsBase, String logsBase, long projectId, long jobId) {
    String suffix = projectId + "-" + jobId;
    return new ChannelPaths(
        trimmed(scriptsBase) + "/scripts-" + suffix, trimmed(logsBase) + "/logs-" + suffix);
  }

  private static String trimmed(String base) {
    return base.replaceAll("[/\\\\]+$", "");
  }

  /** The file that holds the output of every script. */
  public String logFile() {
    return logs + "/output.log";
  }

  /** The file in which the containers answer the manager. */
  public String answersFile() {
    return scripts + "/.answers";
  }
}
