package dev.slipway.domain.channel;

/** What the log file says, in order. */
public sealed interface LogEvent {
  /** Output of scripts, for the job log. */
  record Output(byte[] bytes) implements LogEvent {}

  /**
   * A script has started.
   *
   * @param at how many bytes of the log came before the marker
   */
  record Started(String marker, long at) implements LogEvent {}

  /** A script has ended. */
  record Ended(String marker, int exitCode) implements LogEvent {}
}
