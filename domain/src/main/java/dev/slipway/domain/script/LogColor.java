package dev.slipway.domain.script;

/** The colours that scripts print lines in. Source: GitLab Runner. */
enum LogColor {
  GREEN("\u001b[32;1m"),
  RED("\u001b[31;1m"),
  YELLOW("\u001b[0;33m"),
  NONE("");

  private static final String RESET = "\u001b[0;m";

  private final String start;

  LogColor(String start) {
    this.start = start;
  }

  /** The text as a line of the job log. */
  String of(String text) {
    return this == NONE ? RESET + text : start + text + RESET;
  }
}
