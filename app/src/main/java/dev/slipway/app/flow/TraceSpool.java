package dev.slipway.app.flow;

import dev.slipway.domain.trace.ByteSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the whole job log until GitLab has accepted the job's end: the server may ask for any part
 * again. A file that only this user can read, removed when closed; small memory whatever its size.
 */
final class TraceSpool implements ByteSink, AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private long size;

  /**
   * Makes the file.
   *
   * @throws UncheckedIOException where there is no room for it
   */
  TraceSpool() {
    try {
      file = Files.createTempFile("slipway-trace-", ".log");
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no file for the job log could be made in the folder for temporary files", e);
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int to) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, from, to - from);
      long end = size;
      while (buffer.hasRemaining()) {
        end += channel.write(buffer, end);
      }
      size = end;
    } catch (IOException e) {
      throw new UncheckedIOException("the job log could not be written to " + file, e);
    }
  }

  /** What the operating system said. */
  static String reason(UncheckedIOException e) {
    IOException cause = e.getCause();
    @Nullable String says = cause == null ? null : cause.getMessage();
    return e.getMessage() + (says == null ? "" : " (" + says + ")");
  }

  synchronized long size() {
    return size;
  }

  /** The bytes from {@code offset} on, at most {@code limit}. */
  synchronized byte[] read(long offset, int limit) {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, Math.min(limit, size - offset)));
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, offset + buffer.position()) < 0) {
          throw new IOException("the file is shorter than what was written to it");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the job log could not be read back from " + file, e);
    }
    return buffer.array();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the job log's file could not be removed: " + file, e);
    }
  }
}
