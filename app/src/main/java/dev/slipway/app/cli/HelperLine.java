package dev.slipway.app.cli;

import dev.slipway.app.helper.HelperArguments;
import dev.slipway.app.helper.HelperCommand;
import dev.slipway.app.helper.HelperFlag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The command line of one helper command. It is built from the command's flags and not from
 * annotations: reading those takes time, and a helper command starts often.
 */
final class HelperLine implements Callable<Integer> {
  private final HelperCommand command;
  private final HelperHook hook;
  private final Map<String, String> environment;
  private final CommandSpec spec;

  private HelperLine(HelperCommand command, HelperHook hook, Map<String, String> environment) {
    this.command = command;
    this.hook = hook;
    this.environment = environment;
    this.spec = CommandSpec.wrapWithoutInspection(this);
  }

  static CommandSpec of(HelperCommand command, HelperHook hook, Map<String, String> environment) {
    HelperLine line = new HelperLine(command, hook, environment);
    line.spec.name(command.name());
    line.spec.usageMessage().description(command.meaning()).hidden(true);
    command.flags().forEach(flag -> line.spec.addOption(option(flag)));
    line.spec.addPositional(
        PositionalParamSpec.builder()
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .hidden(true)
            .build());
    return line.spec;
  }

  private static OptionSpec option(HelperFlag flag) {
    OptionSpec.Builder option =
        OptionSpec.builder(flag.names().toArray(String[]::new))
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(description(flag));
    return switch (flag.kind()) {
      case TEXT, TEXTS -> option.arity("1").paramLabel("VALUE").build();
      case SWITCH -> option.arity("0..1").fallbackValue("true").paramLabel("BOOL").build();
    };
  }

  private static String description(HelperFlag flag) {
    return flag.variable().isEmpty()
        ? flag.meaning()
        : flag.meaning() + " (" + flag.variable() + ")";
  }

  @Override
  public Integer call() {
    Map<String, List<String>> given = new HashMap<>();
    for (HelperFlag flag : command.flags()) {
      List<String> values = spec.findOption(flag.key()).getValue();
      if (values != null) {
        given.put(flag.key(), List.copyOf(values));
      }
    }
    List<String> words = spec.positionalParameters().getFirst().getValue();
    return hook.run(
        command,
        new HelperArguments(
            command.flags(), given, environment, words == null ? List.of() : words));
  }
}
