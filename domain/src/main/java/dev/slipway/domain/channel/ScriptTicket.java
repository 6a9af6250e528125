package dev.slipway.domain.channel;

/**
 * The names of one script run.
 *
 * @param file the script's file name in the scripts folder; the script itself can see it
 * @param startWord the word of its start line, which stands in the log for every script to see
 * @param endWord the word of its end line; nobody sees it before the script has ended, so that no
 *     script can fake its end
 */
public record ScriptTicket(String file, String startWord, String endWord) {
  /**
   * The name that stands for this script among the ended ones when it was killed with its guard.
   */
  public String vanishedFile() {
    return file + ".vanished";
  }
}
