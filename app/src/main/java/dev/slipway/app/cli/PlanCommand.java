package dev.slipway.app.cli;

import dev.slipway.app.config.ConfigAnswer;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.domain.settings.LogFormat;
import dev.slipway.domain.settings.LogLevel;
import dev.slipway.domain.settings.RunnerSettings;
import dev.slipway.domain.tree.Tree;
import dev.slipway.domain.tree.TreeJson;
import dev.slipway.domain.tree.TreeYaml;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code slipway plan}. */
@Command(
    name = "plan",
    description =
        "Show what a job would make in the cluster, without a cluster: pod, Secrets (keys only), PodDisruptionBudget.")
final class PlanCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(PlanCommand.class);

  /** How the objects are written. */
  enum Output {
    YAML,
    JSON
  }

  @Spec @Nullable CommandSpec spec;
  @Mixin ConfigChoice choice = new ConfigChoice();

  @Option(
      names = {"-j", "--job"},
      paramLabel = "FILE",
      required = true,
      description = "The job: the body of GitLab's answer to a request for jobs, JSON.")
  @Nullable Path job;

  @Option(
      names = "--runner",
      paramLabel = "NAME",
      description = "The runner by its name, where the file has several.")
  @Nullable String runner;

  @Option(
      names = "--client",
      paramLabel = "CLIENT",
      description = "fabric8 or official; without it, the runner's own.")
  @Nullable String client;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "yaml (default) or json.")
  @Nullable String output;

  private final GlobalFlags globals;
  private final PlanHook hook;
  private final Map<String, String> environment;
  private final Path started;

  PlanCommand(GlobalFlags globals, PlanHook hook, Map<String, String> environment, Path started) {
    this.globals = globals;
    this.hook = hook;
    this.environment = environment;
    this.started = started;
  }

  @Override
  public Integer call() {
    Path directory = choice.directory(globals, started);
    Path file = choice.file(directory, environment, started);
    Output format = word("--output", output, Output.values()).orElse(Output.YAML);
    Optional<ClusterClient> other = word("--client", client, ClusterClient.values());
    Logging.configure(
        globals.level().orElse(LogLevel.INFO), globals.format().orElse(LogFormat.RUNNER));
    return switch (DefaultDirectory.reader(environment, started, directory).read(file)) {
      case ConfigAnswer.Refused(var problems) -> {
        problems.forEach(problem -> LOG.error(problem.toString()));
        Logging.fatal(
            "%s is refused for %d problem(s), see above".formatted(file, problems.size()));
        yield 1;
      }
      case ConfigAnswer.Loaded(GlobalSettings settings, var warnings) -> {
        warnings.forEach(LOG::warn);
        RunnerSettings chosen = chosen(settings, file);
        yield plan(
            other.map(c -> chosen.withKubernetes(chosen.kubernetes().withClient(c))).orElse(chosen),
            new PlanOptions(file, body(directory)),
            format);
      }
    };
  }

  private int plan(RunnerSettings settings, PlanOptions options, Output format) {
    try {
      PlanAnswer answer = hook.plan(settings, options);
      answer.warnings().forEach(LOG::warn);
      print(answer.objects(), format);
      return 0;
    } catch (FailureException e) {
      Logging.fatal("this job would fail: " + e.failure().text());
      return 1;
    }
  }

  private void print(List<Tree> objects, Output format) {
    PrintWriter out = line().getOut();
    for (Tree one : objects) {
      switch (format) {
        case YAML -> out.print("---\n" + TreeYaml.write(one.sorted()));
        case JSON -> out.print(TreeJson.indented(one.sorted()) + "\n");
      }
    }
    out.flush();
  }

  private RunnerSettings chosen(GlobalSettings settings, Path file) {
    List<RunnerSettings> runners = settings.runners();
    List<RunnerSettings> named =
        runner == null
            ? runners
            : runners.stream().filter(one -> one.name().equals(runner)).toList();
    if (named.size() != 1) {
      String names =
          runners.stream()
              .map(one -> "\"" + one.name() + "\"")
              .collect(Collectors.joining(", ", "", ""));
      throw globals.refusal(
          "--runner: %s has %d runner(s)%s; the file's runners are: %s"
              .formatted(
                  file,
                  named.size(),
                  runner == null ? "" : " of the name \"" + runner + "\"",
                  names.isEmpty() ? "none" : names));
    }
    return named.getFirst();
  }

  private String body(Path directory) {
    if (job == null) {
      throw globals.refusal("--job is missing");
    }
    Path file = directory.resolve(job);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw globals.refusal("--job: %s cannot be read as UTF-8 text".formatted(file));
    }
  }

  private <T extends Enum<T>> Optional<T> word(String flag, @Nullable String typed, T[] words) {
    if (typed == null) {
      return Optional.empty();
    }
    for (T word : words) {
      if (word.name().equalsIgnoreCase(typed)) {
        return Optional.of(word);
      }
    }
    String allowed =
        Arrays.stream(words)
            .map(word -> word.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw globals.refusal("%s: \"%s\" is not known; allowed: %s".formatted(flag, typed, allowed));
  }

  private CommandLine line() {
    if (spec == null) {
      throw new IllegalStateException("called before the command line was read");
    }
    return spec.commandLine();
  }
}
