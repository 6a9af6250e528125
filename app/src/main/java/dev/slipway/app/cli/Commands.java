package dev.slipway.app.cli;

import dev.slipway.app.helper.HelperCommand;
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

  private final Hooks hooks;
  private final Map<String, String> environment;
  private final PrintWriter out;
  private final PrintWriter err;

  /** The commands of this process, with its environment. */
  public Commands(Hooks hooks) {
    this(
        hooks,
        System.getenv(),
        new PrintWriter(System.out, true, System.out.charset()),
        new PrintWriter(System.err, true, System.err.charset()));
  }

  Commands(Hooks hooks, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    this.hooks = hooks;
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /** Runs one command line; answers the exit code: 0 for success, 1 for every failure. */
  public int execute(String... arguments) {
    List<String> words = List.of(arguments);
    CommandLine line = new CommandLine(new GlobalFlags(environment));
    // A helper command starts often, and each further command takes time to describe.
    List<HelperCommand> helper =
        HelperProgram.commands().stream()
            .filter(command -> !words.isEmpty() && command.name().equals(words.getFirst()))
            .toList();
    if (helper.isEmpty()) {
      addCommands(line, words);
    }
    for (HelperCommand command : helper.isEmpty() ? HelperProgram.commands() : helper) {
      line.addSubcommand(command.name(), HelperLine.of(command, hooks.helper(), environment));
    }
    return line.setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(Commands::refused)
        .setExecutionExceptionHandler(Commands::broken)
        .setOverwrittenOptionsAllowed(true)
        .execute(arguments);
  }

  private void addCommands(CommandLine line, List<String> words) {
    GlobalFlags globals = line.getCommand();
    Path started = Path.of("").toAbsolutePath();
    RunSingleCommand single = new RunSingleCommand(globals, hooks.single(), environment, started);
    line.addSubcommand(new RunCommand(globals, hooks.run(), environment, started))
        .addSubcommand(single.spec().name(), single.spec())
        .addSubcommand(new PlanCommand(globals, hooks.plan(), environment, started))
        .addSubcommand(new LintCommand(globals, environment, started));
    if (words.contains(single.spec().name())) {
      single.addFlags();
    }
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
