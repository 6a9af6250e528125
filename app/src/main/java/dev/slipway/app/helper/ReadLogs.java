package dev.slipway.app.helper;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Prints a log file's lines as they come, each behind the offset at which the next one begins.
 * Source: GitLab Runner's read-logs.
 */
public final class ReadLogs implements HelperCommand {
  private static final int GONE = 100;
  private static final int LINE_BYTES_MAX = 16 << 10;
  private static final Duration WAIT_FOR_FILE = Duration.ofSeconds(1);
  private static final Duration WAIT_FOR_MORE = Duration.ofMillis(500);

  @Override
  public String name() {
    return "read-logs";
  }

  @Override
  public String meaning() {
    return "Print a log file line by line while it grows.";
  }

  @Override
  public List<HelperFlag> flags() {
    return List.of(
        HelperFlag.text("--path", "", "", "The log file."),
        HelperFlag.text("--offset", "", "0", "Where to begin, bytes."),
        HelperFlag.text("--wait-file-timeout", "", "1m0s", "How long to wait for the file."));
  }

  @Override
  public int run(HelperArguments arguments, HelperSurroundings surroundings)
      throws HelperFailure, InterruptedException {
    Path path = surroundings.directory().resolve(arguments.text("--path"));
    long offset = arguments.number("--offset", 0);
    if (!await(path, arguments.duration("--wait-file-timeout"), surroundings)) {
      surroundings.log().error("error reading logs from " + path + ": log file not found");
      return GONE;
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(offset);
      follow(path, file, offset, surroundings);
      return GONE;
    } catch (IOException e) {
      throw new HelperFailure("error reading logs from " + path + ": " + Causes.text(e));
    }
  }

  private static boolean await(Path path, Duration timeMax, HelperSurroundings surroundings)
      throws InterruptedException {
    for (Duration waited = Duration.ZERO;
        !Files.exists(path);
        waited = waited.plus(WAIT_FOR_FILE)) {
      if (waited.compareTo(timeMax) >= 0) {
        return false;
      }
      surroundings.pause().sleep(WAIT_FOR_FILE);
    }
    return true;
  }

  /** Until the file is gone. */
  private static void follow(
      Path path, RandomAccessFile file, long from, HelperSurroundings surroundings)
      throws IOException, InterruptedException {
    byte[] line = new byte[LINE_BYTES_MAX];
    int filled = 0;
    long offset = from;
    byte[] buffer = new byte[LINE_BYTES_MAX];
    while (true) {
      int read = file.read(buffer);
      for (int i = 0; i < read; i++) {
        line[filled++] = buffer[i];
        boolean whole = buffer[i] == '\n';
        if (whole || filled == LINE_BYTES_MAX) {
          offset += filled;
          print(offset, line, filled, whole, surroundings.out());
          filled = 0;
        }
      }
      surroundings.out().flush();
      if (read <= 0) {
        if (!Files.exists(path)) {
          return;
        }
        surroundings.pause().sleep(WAIT_FOR_MORE);
      }
    }
  }

  private static void print(long offset, byte[] line, int length, boolean whole, OutputStream out)
      throws IOException {
    out.write((offset + " ").getBytes(StandardCharsets.US_ASCII));
    out.write(line, 0, length);
    if (!whole) {
      out.write('\n');
    }
  }
}
