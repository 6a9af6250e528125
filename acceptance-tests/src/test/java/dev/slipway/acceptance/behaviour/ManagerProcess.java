package dev.slipway.acceptance.behaviour;

import dev.slipway.app.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
      Path home = Files.createTempDirectory("manager");
      Files.writeString(home.resolve("config.toml"), config);
      Files.writeString(home.resolve(".runner_system_id"), systemId);
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
      builder.command().addAll(List.of(flags));
      builder.environment().putAll(environment);
      builder.command().addAll(List.of("run", "--config", home.resolve("config.toml").toString()));
      return new ManagerProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException("starting a manager", e);
    }
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
