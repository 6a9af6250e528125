package dev.slipway.app.cli;

import dev.slipway.app.helper.HelperProgram;
import dev.slipway.domain.settings.LogLevel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program as one types it. */
public final class Commands {
  private static final int FAILED = 1;

  private final CommandLine line;
  private final RunSingleCommand single;

  /** The commands of this process, with its environment. */
  public Commands(Hooks hooks) {
    this(
        hooks,
        System.getenv(),
        new PrintWriter(System.out, true, System.out.charset()),
        new PrintWriter(System.err, true, System.err.charset()));
  }

  Commands(Hooks hooks, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    GlobalFlags globals = new GlobalFlags(environment);
    Path started = Path.of("").toAbsolutePath();
    single = new RunSingleCommand(globals, hooks.single(), environment, started);
    line =
        new CommandLine(globals)
            .addSubcommand(new RunCommand(globals, hooks.run(), environment, started))
            .addSubcommand(single.spec().name(), single.spec())
            .addSubcommand(new PlanCommand(globals, hooks.plan(), environment, started))
            .addSubcommand(new LintCommand(globals, environment, started));
    HelperProgram.commands()
        .forEach(
            command ->
                line.addSubcommand(
                    command.name(), HelperLine.of(command, hooks.helper(), environment)));
    line.setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(Commands::refused)
        .setExecutionExceptionHandler(Commands::broken)
        .setOverwrittenOptionsAllowed(true);
  }

  /** Runs one command line; answers the exit code: 0 for success, 1 for every failure. */
  public int execute(String... arguments) {
    if (List.of(arguments).contains(single.spec().name())) {
      single.addFlags();
    }
    return line.execute(arguments);
  }

  private static int refused(ParameterException refusal, String[] arguments) {
    CommandLine where = refusal.getCommandLine();
    PrintWriter err = where.getErr();
    if (refusal instanceof UnmatchedArgumentException unmatched
        && where.getParent() == null
        && !unmatched.getUnmatched().getFirst().startsWith("-")) {
      List<String> near = unmatched.getSuggestions();
      err.printf("Command %s not found.%n", unmatched.getUnmatched().getFirst());
      if (!near.isEmpty()) {
        err.printf("Did you mean %s?%n", String.join(" or ", near));
      }
    } else {
      err.println(refusal.getMessage());
    }
    err.printf("See %s --help.%n", where.getCommandSpec().qualifiedName());
    return FAILED;
  }

  private static int broken(Exception failure, CommandLine where, CommandLine.ParseResult parsed) {
    Logging.write(
        LogLevel.PANIC,
        "Slipway failed in a way that was not foreseen; please report this",
        Map.of(),
        failure);
    return FAILED;
  }
}
