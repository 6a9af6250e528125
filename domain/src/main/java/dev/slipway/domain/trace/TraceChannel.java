package dev.slipway.domain.trace;

/**
 * Who speaks in a log line, as its timestamp says.
 *
 * @param number 0 to 255, two hexadecimal digits in the log
 * @param errors the error stream of that number: {@code E}, else {@code O}
 */
public record TraceChannel(int number, boolean errors) {
  /** The manager's own lines and section markers. */
  public static final TraceChannel MANAGER = new TraceChannel(0, false);

  /** What the manager says about the pod while it waits for it. */
  public static final TraceChannel MANAGER_ERRORS = new TraceChannel(0, true);

  /** What the job's scripts print. */
  public static final TraceChannel JOB = new TraceChannel(1, false);

  /** What the job's service containers print. */
  public static final TraceChannel SERVICES = new TraceChannel(0x0f, false);

  public TraceChannel {
    if (number < 0 || number > 0xff) {
      throw new IllegalArgumentException("channel number must be 0 to 255, not " + number);
    }
  }

  boolean isManagers() {
    return number == 0;
  }
}
