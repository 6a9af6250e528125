package dev.slipway.ports.cluster.fake;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A process of this machine that a fake container runs, with all that it starts: they are a process
 * group of their own, so that they can be ended together.
 */
final class ContainerProcess {
  private static final List<String> PATH = List.of("/usr/local/bin", "/usr/bin", "/bin");
  private static final int BUFFER_BYTES = 16 * 1024;

  private final Process process;
  private final CompletableFuture<Void> output;

  private ContainerProcess(Process process, CompletableFuture<Void> output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it.
   *
   * @param stdin whether its input is a pipe; else it reads end of file at once
   * @param out called by one thread with what it prints, and so is {@code err} by another
   * @throws NoSuchFileException where there is no such command
   */
  static ContainerProcess start(
      List<String> command, Path folder, boolean stdin, Consumer<byte[]> out, Consumer<byte[]> err)
      throws IOException {
    if (!isThere(command.getFirst())) {
      throw new NoSuchFileException(command.getFirst());
    }
    List<String> inGroup = new ArrayList<>(List.of("setsid", "--"));
    inGroup.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(inGroup).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment(folder));
    builder.redirectInput(stdin ? Redirect.PIPE : Redirect.from(new File("/dev/null")));
    Process process = builder.start();
    return new ContainerProcess(
        process,
        CompletableFuture.allOf(
            pumped(process.getInputStream(), out), pumped(process.getErrorStream(), err)));
  }

  private static boolean isThere(String command) {
    return PATH.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(command)));
  }

  private static Map<String, String> environment(Path folder) {
    return Map.of(
        "PATH", String.join(":", PATH), "HOME", folder.toString(), "TMPDIR", folder.toString());
  }

  // A thread of the platform: a read of a pipe would hold a virtual thread's carrier.
  private static CompletableFuture<Void> pumped(InputStream from, Consumer<byte[]> to) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("container output")
        .start(
            () -> {
              try (from) {
                byte[] buffer = new byte[BUFFER_BYTES];
                for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                  to.accept(Arrays.copyOf(buffer, n));
                }
                end.complete(null);
              } catch (IOException | RuntimeException e) {
                end.completeExceptionally(e);
              }
            });
    return end;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Its exit code, once it has ended and all it printed has been handed on. */
  CompletableFuture<Integer> end() {
    return output.thenCombine(process.onExit(), (_, ended) -> ended.exitValue());
  }

  /** Writes to its input; false where it takes no more. */
  boolean send(byte[] bytes) {
    OutputStream input = process.getOutputStream();
    try {
      input.write(bytes);
      input.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends its input; false where that cannot be. */
  boolean endInput() {
    try {
      process.getOutputStream().close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Kills these processes with all that they have started, and waits until they have ended. */
  static void kill(List<ContainerProcess> processes) {
    if (processes.isEmpty()) {
      return;
    }
    // A group's number stays taken as long as one of its processes lives. What has just been
    // started
    // may have no group yet: stopped, it starts nothing any more before it is killed by itself.
    List<String> kill =
        new ArrayList<>(List.of("sh", "-c", "for one; do kill $one 2>/dev/null; done", "sh"));
    for (ContainerProcess one : processes) {
      if (one.isAlive()) {
        kill.add("-s STOP " + one.pid());
      }
      kill.add("-s KILL -- -" + one.pid());
    }
    try {
      new ProcessBuilder(kill).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    processes.forEach(one -> one.process.destroyForcibly().onExit().join());
  }
}
