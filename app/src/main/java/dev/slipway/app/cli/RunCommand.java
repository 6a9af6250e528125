package dev.slipway.app.cli;

import dev.slipway.app.config.ConfigAnswer;
import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.domain.settings.ListenAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slipway run}. */
@Command(name = "run", description = "Take jobs from GitLab and run them, until told to stop.")
final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  @Mixin ConfigChoice choice = new ConfigChoice();

  @Option(
      names = "--listen-address",
      paramLabel = "HOST:PORT",
      description = "Where metrics are served (LISTEN_ADDRESS).")
  @Nullable String listenAddress;

  @Option(
      names = {"-n", "--service"},
      hidden = true,
      description = "Accepted, so that service files of gitlab-runner go on working.")
  @Nullable String service;

  @Option(
      names = {"-u", "--user"},
      hidden = true,
      description = "Accepted, so that service files of gitlab-runner go on working.")
  @Nullable String user;

  private final GlobalFlags globals;
  private final RunHook hook;
  private final Map<String, String> environment;
  private final Path started;

  RunCommand(GlobalFlags globals, RunHook hook, Map<String, String> environment, Path started) {
    this.globals = globals;
    this.hook = hook;
    this.environment = environment;
    this.started = started;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path directory = choice.directory(globals, started);
    RunOptions options =
        new RunOptions(
            choice.file(directory, environment, started),
            DefaultDirectory.reader(environment, started, directory),
            listen(),
            globals.level(),
            globals.format());
    Logging.configure(
        options.logLevel().orElse(GlobalSettings.DEFAULTS.logLevel()),
        options.logFormat().orElse(GlobalSettings.DEFAULTS.logFormat()));
    return switch (options.reader().read(options.configFile())) {
      case ConfigAnswer.Refused(var problems) -> {
        problems.forEach(problem -> LOG.error(problem.toString()));
        Logging.fatal(
            "%s is refused for %d problem(s), see above; nothing was started"
                .formatted(options.configFile(), problems.size()));
        yield 1;
      }
      case ConfigAnswer.Loaded(var settings, var warnings) -> {
        Logging.configure(
            options.logLevel().orElse(settings.logLevel()),
            options.logFormat().orElse(settings.logFormat()));
        greet();
        warnings.forEach(LOG::warn);
        yield hook.run(withListenAddress(settings, options), options);
      }
    };
  }

  private static GlobalSettings withListenAddress(GlobalSettings settings, RunOptions options) {
    return options.listenAddress().map(settings::withListenAddress).orElse(settings);
  }

  private Optional<ListenAddress> listen() {
    String text =
        listenAddress != null ? listenAddress : environment.getOrDefault("LISTEN_ADDRESS", "");
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(ListenAddress.parse(text));
    } catch (IllegalArgumentException e) {
      throw globals.refusal("--listen-address: " + e.getMessage());
    }
  }

  private static void greet() {
    BuildInfo build = BuildInfo.read();
    LOG.atInfo()
        .addKeyValue("arch", BuildInfo.arch())
        .addKeyValue("os", BuildInfo.os())
        .addKeyValue("pid", ProcessHandle.current().pid())
        .addKeyValue("revision", build.revision())
        .addKeyValue("version", build.version())
        .log("Runtime platform");
  }
}
