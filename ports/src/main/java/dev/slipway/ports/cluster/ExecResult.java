package dev.slipway.ports.cluster;

/** How a command in a container ended. A stream that ended without a status is {@code Lost}. */
public sealed interface ExecResult {
  /**
   * The command ended with this code. 0 is no proof: an API server says success, too, where its own
   * connection to the node ended before the node told the code (kubernetes/kubectl#1726), as it
   * does when a command ends with input unread. Whoever depends on it lets the command itself say
   * so.
   */
  record Exited(int code) implements ExecResult {}

  /** The cluster did not start it. */
  record Refused(int status, String reason, String message) implements ExecResult {}

  /**
   * No stream came about, so nothing was sent: a command that does what it reads has done nothing.
   */
  record Unreached(String how) implements ExecResult {}

  /** The connection broke; what became of the command is not known. */
  record Lost(String how) implements ExecResult {}
}
