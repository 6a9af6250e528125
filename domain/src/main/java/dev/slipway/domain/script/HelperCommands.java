package dev.slipway.domain.script;

/** Where scripts call the helper's program. */
final class HelperCommands {
  static final String PROGRAM = "gitlab-runner-helper";

  private HelperCommands() {}

  /**
   * Opens the branch in which the helper's program is there; {@link #end} closes it. The program is
   * looked for and not asked for its version: starting it for that alone would cost each stage.
   */
  static void ifThere(ScriptWriter script) {
    script.ifProgram(PROGRAM);
  }

  /** Says what does not happen without it. */
  static void end(ScriptWriter script, String what) {
    script.orElse().warning("Missing %s. %s is disabled.".formatted(PROGRAM, what)).end();
  }
}
