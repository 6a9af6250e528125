package dev.slipway.acceptance.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The scripts of {@code acceptance-tests/cluster}. */
final class LocalCluster {
  private LocalCluster() {}

  /**
   * Runs one of them; what it tells of its progress goes to this process's stderr.
   *
   * @return the lines it printed
   * @throws IllegalStateException when it is not found or fails
   */
  static List<String> run(String name, String... arguments) {
    Path script = script(name);
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      Process process = builder.start();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(
            script + " ended with " + code + "; look at what it printed");
      }
      return printed.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + script, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + script + " ran", e);
    }
  }

  private static Path script(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path script = at.resolve("acceptance-tests/cluster").resolve(name);
      if (Files.isExecutable(script)) {
        return script;
      }
    }
    throw new IllegalStateException(
        "acceptance-tests/cluster/%s is not above %s"
            .formatted(name, Path.of("").toAbsolutePath()));
  }
}
