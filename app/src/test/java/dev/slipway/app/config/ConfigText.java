package dev.slipway.app.config;

import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.domain.settings.RunnerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads texts as if they were {@code config.toml}, for tests. */
final class ConfigText {
  static final Path DIRECTORY = Path.of("/etc/here");

  /** The least that a runner needs; more of its own keys may follow. */
  static final String RUNNER =
      """
      [[runners]]
      url = "https://gitlab.example.com"
      token = "glrt-abcdefghijk"
      executor = "kubernetes"
      """;

  private static final Map<String, String> ENVIRONMENT =
      Map.of("HOST", "gitlab.example.com", "TOKEN", "glrt-fromenvironment");

  private ConfigText() {}

  static ConfigAnswer read(String text) {
    return new ConfigReader(ENVIRONMENT, DIRECTORY).read("config.toml", text);
  }

  /** The settings; an AssertionError with the problems where there are none. */
  static GlobalSettings settings(String text) {
    return switch (read(text)) {
      case ConfigAnswer.Loaded(var settings, var _) -> settings;
      case ConfigAnswer.Refused(var problems) -> throw new AssertionError(problems);
    };
  }

  static RunnerSettings runner(String text) {
    return settings(text).runners().getFirst();
  }

  static List<String> warnings(String text) {
    return switch (read(text)) {
      case ConfigAnswer.Loaded(var _, var warnings) -> warnings;
      case ConfigAnswer.Refused(var problems) -> throw new AssertionError(problems);
    };
  }

  /** Each as one line; empty where the text is good. */
  static List<String> problems(String text) {
    return switch (read(text)) {
      case ConfigAnswer.Loaded _ -> List.of();
      case ConfigAnswer.Refused(var problems) -> problems.stream().map(Problem::toString).toList();
    };
  }
}
