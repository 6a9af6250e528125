package dev.slipway.domain.script;

/** Collapsed sections of the job log, made by the script itself ({@code FF_SCRIPT_SECTIONS}). */
final class BashSections {
  // bash 5 knows the time itself; elsewhere one process tells it, whichever the image has
  private static final String NOW =
      "\"${EPOCHSECONDS:-$(date +%s 2>/dev/null || awk 'BEGIN { srand(); print srand() }')}\"";

  private BashSections() {}

  /** Both markers come before the command: its output stays visible under the folded text. */
  static void around(BashWriter script, String id, String header) {
    script.line(
        "printf 'section_start:%s:%s\\r\\033[0K%s\\n' "
            + NOW
            + " "
            + ShellQuote.quote(id + "[hide_duration=true,collapsed=true]")
            + " "
            + ShellQuote.quote(header));
    script.line("printf 'section_end:%s:%s\\r\\033[0K\\n' " + NOW + " " + ShellQuote.quote(id));
  }
}
