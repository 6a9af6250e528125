package dev.slipway.acceptance.coordinator.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the machine's {@code git}, untouched by the configuration of whoever runs the tests. */
final class Git {
  private Git() {}

  /** What a Git process gets beside the path: nothing of the user's configuration. */
  static Map<String, String> environment() {
    return Map.of(
        "GIT_CONFIG_NOSYSTEM", "1",
        "GIT_CONFIG_GLOBAL", "/dev/null",
        "GIT_CONFIG_COUNT", "1",
        "GIT_CONFIG_KEY_0", "safe.directory",
        "GIT_CONFIG_VALUE_0", "*",
        "GIT_TERMINAL_PROMPT", "0",
        "LC_ALL", "C");
  }

  /**
   * @param input handed to its standard input
   * @return its standard output, without the last line break
   * @throws IllegalStateException where it ends with another code than 0; holds what it said
   */
  static String run(Path folder, String input, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment());
    try {
      Process process = builder.start();
      Thread writer =
          Thread.startVirtualThread(
              () -> {
                try (var stdin = process.getOutputStream()) {
                  stdin.write(input.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                  // Git ended before it had read all; its exit code tells why.
                  process.destroy();
                }
              });
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      process.getInputStream().transferTo(output);
      writer.join();
      int code = process.waitFor();
      String said = output.toString(StandardCharsets.UTF_8).stripTrailing();
      if (code != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + " ended with code " + code + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not run git; is it installed and on the path?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while running " + command, e);
    }
  }
}
