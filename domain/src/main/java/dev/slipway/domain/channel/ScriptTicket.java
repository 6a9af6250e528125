package dev.slipway.domain.channel;

/**
 * The names of one script run.
 *
 * @param file the script's file name in the scripts folder; the script itself can see it
 * @param marker the word of its start and end lines; no script can see it, so that none can fake
 *     its end
 */
public record ScriptTicket(String file, String marker) {
  /**
   * The name that stands for this script among the ended ones when it was killed with its guard.
   */
  public String vanishedFile() {
    return file + ".vanished";
  }
}
