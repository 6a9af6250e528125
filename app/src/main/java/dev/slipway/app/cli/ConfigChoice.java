package dev.slipway.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which configuration file a command reads, and where its relative paths belong. */
final class ConfigChoice {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Configuration file (CONFIG_FILE).")
  @Nullable Path config;

  @Option(
      names = {"-d", "--working-directory"},
      paramLabel = "DIR",
      description = "Directory to which relative paths in the file belong.")
  @Nullable Path workingDirectory;

  /** The working directory; refused where it is none. */
  Path directory(GlobalFlags globals, Path started) {
    Path directory = workingDirectory == null ? started : started.resolve(workingDirectory);
    if (!Files.isDirectory(directory)) {
      throw globals.refusal("--working-directory: %s is no directory".formatted(directory));
    }
    return directory;
  }

  /** The file: the flag's, else the variable's, else the usual one. */
  Path file(Path directory, Map<String, String> environment, Path started) {
    if (config != null) {
      return directory.resolve(config);
    }
    String variable = environment.getOrDefault("CONFIG_FILE", "");
    return variable.isEmpty()
        ? DefaultDirectory.of(environment, started).resolve("config.toml")
        : directory.resolve(variable);
  }
}
