package dev.slipway.acceptance.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A runner's process as its users start it, with what the kernel says about it: its own figures and
 * those of its children together. Linux only.
 */
final class ManagerProcess implements AutoCloseable {
  private static final Duration END_LIMIT = Duration.ofSeconds(60);

  /** {@code CLK_TCK}, 100 on every Linux. */
  private static final long MILLIS_PER_TICK = 10;

  /** Fields of {@code /proc/PID/stat} behind the closing parenthesis. */
  private static final int USER_TICKS = 11;

  private static final int SYSTEM_TICKS = 12;

  private final Process process;
  private final long startedNanos;
  private final Path log;

  private ManagerProcess(Process process, long startedNanos, Path log) {
    this.process = process;
    this.startedNanos = startedNanos;
    this.log = log;
  }

  /**
   * Starts {@code PROGRAM run --config FILE}.
   *
   * @param log gets what it prints
   */
  static ManagerProcess start(Path program, Path config, Path log, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                // Whoever runs this may have the signal ignored, and a shell cannot take that back.
                "env",
                "--default-signal=QUIT",
                program.toString(),
                "run",
                "--config",
                config.toString())
            .redirectErrorStream(true)
            .redirectOutput(new File(log.toString()));
    builder.environment().putAll(environment);
    long now = System.nanoTime();
    return new ManagerProcess(builder.start(), now, log);
  }

  /** {@link System#nanoTime()} of its start. */
  long startedNanos() {
    return startedNanos;
  }

  /** Processor time so far, user and system; steps of 10 ms. */
  Duration cpu() throws IOException {
    long ticks = 0;
    for (ProcessHandle each : processes()) {
      String stat = read(each, "stat");
      if (!stat.isEmpty()) {
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        ticks += Long.parseLong(fields.get(USER_TICKS)) + Long.parseLong(fields.get(SYSTEM_TICKS));
      }
    }
    return Duration.ofMillis(ticks * MILLIS_PER_TICK);
  }

  /** Resident memory now, in KiB. */
  long residentKib() throws IOException {
    return status("VmRSS:");
  }

  /** The most resident memory there has been, in KiB. */
  long peakKib() throws IOException {
    return status("VmHWM:");
  }

  /** What it printed so far. */
  String log() throws IOException {
    return Files.readString(log);
  }

  private long status(String key) throws IOException {
    long sum = 0;
    for (ProcessHandle each : processes()) {
      sum +=
          read(each, "status")
              .lines()
              .filter(line -> line.startsWith(key))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum();
    }
    return sum;
  }

  private List<ProcessHandle> processes() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    return all;
  }

  /** Empty for a process that has just ended. */
  private static String read(ProcessHandle of, String file) throws IOException {
    Path path = Path.of("/proc", Long.toString(of.pid()), file);
    return Files.exists(path) ? Files.readString(path) : "";
  }

  /** Lets it finish its jobs; ends it by force where that takes more than a minute. */
  @Override
  public void close() throws IOException {
    try {
      new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid())).start().waitFor();
      process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      processes().forEach(ProcessHandle::destroyForcibly);
    }
  }
}
