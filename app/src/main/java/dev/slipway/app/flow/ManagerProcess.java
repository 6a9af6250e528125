package dev.slipway.app.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One run of the program.
 *
 * @param host where it runs; empty where that is not known
 * @param pid on that host
 * @param boot a word of this run alone
 * @param started as the operating system says
 */
record ManagerProcess(String host, long pid, String boot, Instant started) {
  private static final String BOOT = UUID.randomUUID().toString();

  // The start is derived from the time of the machine's start, which may be corrected a little.
  private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);

  /** This one. */
  static ManagerProcess current(String host) {
    ProcessHandle self = ProcessHandle.current();
    return new ManagerProcess(host, self.pid(), BOOT, startOf(self));
  }

  /**
   * Whether it still runs, as seen from {@code here}. One on another host does not: a system id
   * belongs to one host at a time, and a container that is started again has another name.
   */
  boolean lives(ManagerProcess here) {
    if (!host.equals(here.host)) {
      return false;
    }
    if (pid == here.pid) {
      return boot.equals(here.boot);
    }
    Optional<Instant> start = ProcessHandle.of(pid).map(ManagerProcess::startOf);
    return start.isPresent()
        && Duration.between(start.get(), started).abs().compareTo(CLOCK_SLACK) <= 0;
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}
