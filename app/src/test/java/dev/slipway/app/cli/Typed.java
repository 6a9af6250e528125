package dev.slipway.app.cli;

import dev.slipway.domain.settings.LogFormat;
import dev.slipway.domain.settings.LogLevel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A command line as it is typed in a test, with all that it prints. */
final class Typed implements BeforeEachCallback, AfterEachCallback {
  static final RunHook RUN = (_, _) -> 7;
  static final HelperHook HELPER = (_, _) -> 8;
  static final SingleHook SINGLE = (_, _, _) -> 9;
  static final PlanHook PLAN = (_, _) -> new PlanAnswer(List.of(), List.of());

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();

  @Override
  public void beforeEach(ExtensionContext context) {
    Logging.redirect(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Logging.redirect(System.err);
    Logging.configure(LogLevel.INFO, LogFormat.RUNNER);
  }

  /** The variables that the commands see. */
  Map<String, String> environment() {
    return environment;
  }

  int execute(Hooks hooks, String... arguments) {
    return new Commands(hooks, environment, new PrintWriter(out, true), new PrintWriter(err, true))
        .execute(arguments);
  }

  String out() {
    return out.toString();
  }

  void forgetOut() {
    out.getBuffer().setLength(0);
  }

  String err() {
    return err.toString();
  }

  String log() {
    return log.toString(StandardCharsets.UTF_8);
  }
}
