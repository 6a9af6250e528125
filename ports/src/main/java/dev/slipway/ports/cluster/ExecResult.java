package dev.slipway.ports.cluster;

/** How a command in a container ended. A stream that ended without a status is {@code Lost}. */
public sealed interface ExecResult {
  /** The command ended with this code. */
  record Exited(int code) implements ExecResult {}

  /** The cluster did not start it. */
  record Refused(int status, String reason, String message) implements ExecResult {}

  /** The connection broke; what became of the command is not known. */
  record Lost(String how) implements ExecResult {}
}
