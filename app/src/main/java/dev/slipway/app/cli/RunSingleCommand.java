package dev.slipway.app.cli;

import dev.slipway.app.config.ConfigAnswer;
import dev.slipway.app.config.ConfigFlag;
import dev.slipway.app.config.ConfigFlags;
import dev.slipway.app.config.ConfigReader;
import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.domain.settings.RunnerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code slipway run-single}: one runner, given by flags and environment variables or by its name
 * in a file. Every key of a runner that has a flag has it here.
 */
final class RunSingleCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunSingleCommand.class);
  private static final int SECONDS_MAX = 10_000_000;

  private final OptionSpec maxBuilds =
      text(
          "N",
          "Ends after so many jobs; 0, the default, for never (RUNNER_MAX_BUILDS).",
          "--max-builds");
  private final OptionSpec waitTimeout =
      text(
          "SECONDS",
          "Ends when there was no job for so long; 0, the default, for never (RUNNER_WAIT_TIMEOUT).",
          "--wait-timeout");
  private final OptionSpec config =
      text(
          "FILE",
          "Takes the runner from this file (CONFIG_FILE); needs --runner.",
          "-c",
          "--config");
  private final OptionSpec runner =
      text("NAME", "The runner's name in the file.", "-r", "--runner");

  private final GlobalFlags globals;
  private final SingleHook hook;
  private final Map<String, String> environment;
  private final Path started;
  private final CommandSpec spec;
  private List<ConfigFlag> flags = List.of();

  RunSingleCommand(
      GlobalFlags globals, SingleHook hook, Map<String, String> environment, Path started) {
    this.globals = globals;
    this.hook = hook;
    this.environment = environment;
    this.started = started;
    this.spec = CommandSpec.wrapWithoutInspection(this);
    spec.name("run-single");
    spec.usageMessage()
        .description(
            "Take jobs of one runner, one after another; the runner is given by flags or by its name in a file.");
    List.of(maxBuilds, waitTimeout, config, runner).forEach(spec::addOption);
  }

  CommandSpec spec() {
    return spec;
  }

  /** Adds the flags of a runner's keys: some two hundred, and no other command waits for them. */
  void addFlags() {
    flags = ConfigFlags.all();
    flags.forEach(flag -> spec.addOption(option(flag)));
  }

  private static OptionSpec text(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description)
        .build();
  }

  private static OptionSpec option(ConfigFlag flag) {
    // The short forms that people have in their scripts.
    String[] names =
        switch (flag.flag()) {
          case "--url" -> new String[] {"-u", "--url"};
          case "--token" -> new String[] {"-t", "--token"};
          case "--name" -> new String[] {"--name", "--description"};
          case String name -> new String[] {name};
        };
    OptionSpec.Builder option =
        OptionSpec.builder(names)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(
                flag.meaning() + flag.variable().map(name -> " (" + name + ")").orElse(""));
    return flag.isSwitch()
        ? option.arity("0..1").fallbackValue("true").paramLabel("BOOL").build()
        : option.arity("1").paramLabel("VALUE").build();
  }

  @Override
  public Integer call() throws InterruptedException {
    SingleLimits limits =
        new SingleLimits(
            number(maxBuilds, "RUNNER_MAX_BUILDS"),
            Duration.ofSeconds(number(waitTimeout, "RUNNER_WAIT_TIMEOUT")));
    Logging.configure(
        globals.level().orElse(GlobalSettings.DEFAULTS.logLevel()),
        globals.format().orElse(GlobalSettings.DEFAULTS.logFormat()));
    Path file = file();
    ConfigReader reader = DefaultDirectory.reader(environment, started, started);
    ConfigAnswer answer =
        typed(runner).isPresent() ? named(reader, file) : reader.read(flags, required(given()));
    return switch (answer) {
      case ConfigAnswer.Refused(var problems) -> {
        problems.forEach(problem -> LOG.error(problem.toString()));
        Logging.fatal("%d problem(s), see above; nothing was started".formatted(problems.size()));
        yield 1;
      }
      case ConfigAnswer.Loaded(var settings, var warnings) -> {
        warnings.forEach(LOG::warn);
        yield hook.run(
            settings.oneAtATime().withRunners(List.of(chosen(settings, file))), file, limits);
      }
    };
  }

  private Path file() {
    String variable = environment.getOrDefault("CONFIG_FILE", "");
    return typed(config)
        .or(() -> Optional.of(variable).filter(text -> !text.isEmpty()))
        .map(started::resolve)
        .orElseGet(() -> DefaultDirectory.of(environment, started).resolve("config.toml"));
  }

  private RunnerSettings chosen(GlobalSettings settings, Path file) {
    Optional<String> name = typed(runner);
    if (name.isEmpty()) {
      return settings.runners().getFirst();
    }
    return settings.runners().stream()
        .filter(one -> one.name().equals(name.get()))
        .findFirst()
        .orElseThrow(
            () ->
                globals.refusal(
                    "--runner: %s has no runner \"%s\"; its runners are: %s"
                        .formatted(
                            file,
                            name.get(),
                            settings.runners().stream().map(RunnerSettings::name).toList())));
  }

  private ConfigAnswer named(ConfigReader reader, Path file) {
    given().keySet().stream()
        .findFirst()
        .ifPresent(
            flag -> {
              throw globals.refusal(
                  "%s cannot go with --runner, which takes all of the runner from %s: leave one of them out"
                      .formatted(flag, file));
            });
    return reader.read(file);
  }

  /** What flags say. */
  private Map<String, List<String>> given() {
    Map<String, List<String>> given = new TreeMap<>();
    for (ConfigFlag flag : flags) {
      List<String> values = spec.findOption(flag.flag()).getValue();
      if (values != null) {
        given.put(flag.flag(), List.copyOf(values));
      }
    }
    return given;
  }

  private Map<String, List<String>> required(Map<String, List<String>> given) {
    require(given, "--url", "CI_SERVER_URL", "URL");
    require(given, "--token", "CI_SERVER_TOKEN", "Token");
    require(given, "--executor", "RUNNER_EXECUTOR", "Executor");
    return given;
  }

  private void require(Map<String, List<String>> given, String flag, String variable, String word) {
    if (!given.containsKey(flag) && environment.getOrDefault(variable, "").isEmpty()) {
      throw globals.refusal(
          "Missing %s: give it with %s or %s, or name a runner of a file with --config and --runner"
              .formatted(word, flag, variable));
    }
  }

  private int number(OptionSpec option, String variable) {
    String text = typed(option).orElseGet(() -> environment.getOrDefault(variable, ""));
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches("\\d{1,8}") || Integer.parseInt(text) > SECONDS_MAX) {
      throw globals.refusal(
          "%s: \"%s\" is no whole number from 0 to %d"
              .formatted(option.longestName(), text, SECONDS_MAX));
    }
    return Integer.parseInt(text);
  }

  private Optional<String> typed(OptionSpec option) {
    return Optional.ofNullable(spec.findOption(option.longestName()).getValue());
  }
}
