package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The program as a process of its own, which can be killed. */
final class ManagerProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private ManagerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** A system id that no other manager has. */
  static String newSystemId() {
    return "s_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  }

  /**
   * Starts it.
   *
   * @param flags before the command, such as {@code --debug}
   */
  static ManagerProcess start(String systemId, String config, String... flags) {
    return start(systemId, config, Map.of(), List.of(), flags);
  }

  /**
   * As above.
   *
   * @param environment beside this process's own
   * @param wrapper what runs the program, such as {@code unshare}
   */
  static ManagerProcess start(
      String systemId,
      String config,
      Map<String, String> environment,
      List<String> wrapper,
      String... flags) {
    try {
      Path home = home(systemId);
      Path file = Files.writeString(home.resolve("config.toml"), config);
      List<String> words = new ArrayList<>(List.of(flags));
      words.addAll(List.of("run", "--config", file.toString()));
      return start(home, environment, wrapper, words);
    } catch (IOException e) {
      throw new UncheckedIOException("starting a manager", e);
    }
  }

  /** Starts a command that needs no file. */
  static ManagerProcess command(
      String systemId, Map<String, String> environment, List<String> words) {
    try {
      return start(home(systemId), environment, List.of(), words);
    } catch (IOException e) {
      throw new UncheckedIOException("starting " + words.getFirst(), e);
    }
  }

  private static Path home(String systemId) throws IOException {
    Path home = Files.createTempDirectory("manager");
    Files.writeString(home.resolve(".runner_system_id"), systemId);
    return home;
  }

  private static ManagerProcess start(
      Path home, Map<String, String> environment, List<String> wrapper, List<String> words)
      throws IOException {
    Path log = home.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.command().addAll(0, wrapper);
    builder.command().addAll(words);
    builder.environment().put("CONFIG_FILE", home.resolve("config.toml").toString());
    builder.environment().putAll(environment);
    return new ManagerProcess(builder.start(), log);
  }

  /** Waits until it ends by itself; answers its exit code. */
  int exitCode() {
    assertThat(process.onExit()).succeedsWithin(Stage.LIMIT);
    return process.exitValue();
  }

  /** What it has printed so far. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + log, e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** Kills it as {@code kill -9} does, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
    Path home = log.getParent();
    try (var files = Files.list(home)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(home);
    } catch (IOException e) {
      throw new UncheckedIOException("removing " + home, e);
    }
  }
}
