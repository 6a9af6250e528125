package dev.slipway.app.cli;

import dev.slipway.domain.settings.LogFormat;
import dev.slipway.domain.settings.LogLevel;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code slipway} itself: the flags before a command, which may also stand behind it. */
@Command(
    name = "slipway",
    description = "Takes CI jobs from GitLab and runs each in a Kubernetes pod.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = GlobalFlags.Version.class)
final class GlobalFlags implements Runnable {
  @Spec @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-v", "--version"},
      versionHelp = true,
      description = "Show version, revision and platform.")
  boolean version;

  @Option(
      names = "--debug",
      arity = "0..1",
      fallbackValue = "true",
      scope = ScopeType.INHERIT,
      description = "The same as --log-level debug (RUNNER_DEBUG).")
  @Nullable Boolean debug;

  @Option(
      names = {"-l", "--log-level"},
      paramLabel = "LEVEL",
      scope = ScopeType.INHERIT,
      description = "panic, fatal, error, warn, info or debug (LOG_LEVEL).")
  @Nullable String logLevel;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      description = "runner, text or json (LOG_FORMAT).")
  @Nullable String logFormat;

  private final Map<String, String> environment;

  GlobalFlags(Map<String, String> environment) {
    this.environment = environment;
  }

  /** What flag or environment say; empty where the file decides. */
  Optional<LogLevel> level() {
    boolean debugging = debug != null ? debug : isTrue(environment.get("RUNNER_DEBUG"));
    return debugging
        ? Optional.of(LogLevel.DEBUG)
        : chosen("--log-level", logLevel, "LOG_LEVEL", LogLevel.WORDS);
  }

  /** What flag or environment say; empty where the file decides. */
  Optional<LogFormat> format() {
    return chosen("--log-format", logFormat, "LOG_FORMAT", LogFormat.WORDS);
  }

  private <T> Optional<T> chosen(
      String flag, @Nullable String typed, String variable, Map<String, T> words) {
    String word = typed != null ? typed : environment.getOrDefault(variable, "");
    if (word.isEmpty()) {
      return Optional.empty();
    }
    T value = words.get(word);
    if (value == null) {
      throw refusal(
          "%s: \"%s\" is not known; allowed: %s"
              .formatted(
                  typed != null ? flag : variable,
                  word,
                  String.join(", ", words.keySet().stream().sorted().toList())));
    }
    return Optional.of(value);
  }

  ParameterException refusal(String text) {
    return new ParameterException(line(), text);
  }

  private CommandLine line() {
    if (spec == null) {
      throw new IllegalStateException("flags are read before the command line");
    }
    return spec.commandLine();
  }

  private static boolean isTrue(@Nullable String value) {
    return "true".equalsIgnoreCase(value) || "1".equals(value);
  }

  /** Without a command: the help. */
  @Override
  public void run() {
    line().usage(line().getOut());
  }

  /** For {@code --version}. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return BuildInfo.read().lines();
    }
  }
}
