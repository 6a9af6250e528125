package dev.slipway.app.cli;

import dev.slipway.app.config.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code slipway lint}. */
@Command(
    name = "lint",
    description = "Check a configuration; says everything that is wrong or has no effect.")
final class LintCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;
  @Mixin ConfigChoice choice = new ConfigChoice();

  private final GlobalFlags globals;
  private final Map<String, String> environment;
  private final Path started;

  LintCommand(GlobalFlags globals, Map<String, String> environment, Path started) {
    this.globals = globals;
    this.environment = environment;
    this.started = started;
  }

  /** 0 where there is nothing to say of the file, else 1. */
  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("called before the command line was read");
    }
    Path directory = choice.directory(globals, started);
    Path file = choice.file(directory, environment, started);
    List<Problem> found = DefaultDirectory.reader(environment, started, directory).lint(file);
    PrintWriter out = spec.commandLine().getOut();
    found.forEach(out::println);
    out.println(
        file + (found.isEmpty() ? ": nothing found" : ": %d finding(s)".formatted(found.size())));
    return found.isEmpty() ? 0 : 1;
  }
}
