package dev.slipway.domain.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The shells a stage script must work in. */
enum Shell {
  BASH("bash"),
  DASH("dash"),
  BUSYBOX("busybox sh");

  private static final String PACKAGES = "apt-get install bash dash busybox git shellcheck";

  private final String command;

  Shell(String command) {
    this.command = command;
  }

  /** What a script did; the raw output has one character for each byte. */
  record Result(int code, String raw) {
    String output() {
      return new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    List<String> lines() {
      return output().lines().toList();
    }
  }

  /** Runs the script in the directory, output and errors together. */
  Result run(String script, Path directory, Map<String, String> environment) {
    return run(script, StandardCharsets.UTF_8, directory, environment);
  }

  Result run(String script, Charset charset, Path directory, Map<String, String> environment) {
    try {
      Path file = Files.createTempFile(directory, "script", ".sh");
      Files.write(file, script.getBytes(charset));
      List<String> words = new ArrayList<>(List.of(command.split(" ")));
      words.add(file.toString());
      Result result = start(words, directory, environment);
      Files.delete(file);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs any command. */
  static Result start(List<String> words, Path directory, Map<String, String> environment) {
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("HOME", directory.toString());
    builder.environment().putAll(environment);
    builder.environment().values().removeIf(UNSET::equals);
    try {
      Process process = builder.start();
      byte[] output = process.getInputStream().readAllBytes();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(words.getFirst() + " did not end in 60 s");
      }
      return new Result(process.exitValue(), new String(output, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new AssertionError(
          "cannot start %s: install what the tests need: %s".formatted(words.getFirst(), PACKAGES),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** As a value: the variable is not in the environment. */
  static final String UNSET = "(unset)";
}
