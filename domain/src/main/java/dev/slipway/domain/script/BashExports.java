package dev.slipway.domain.script;

import java.util.regex.Pattern;

/** How a variable becomes known to the commands of a bash, dash or busybox script. */
record BashExports(BashWriter script, ScriptLines lines) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  static boolean canExport(String key) {
    return NAME.matcher(key).matches();
  }

  void export(String key, String value) {
    if (!canExport(key)) {
      lines.warn(
          "Variable %s is left out of the scripts: its name is not one a shell can export. Use letters, digits and underscores, and no digit first."
              .formatted(VariableLimits.shown(key)));
    } else if (!ShellQuote.canBeQuoted(value)) {
      lines.warn(VariableLimits.holdsNul(key));
    } else if (VariableLimits.isTooLong(key, value)) {
      lines.warn(VariableLimits.tooLong(key));
      script.line("unset " + key).line(key + "=" + ShellQuote.quote(value));
    } else if (ReadOnlyNames.holds(key)) {
      exportIfAllowed(key, value);
    } else {
      script.line("export " + key + "=" + ShellQuote.quote(value));
    }
  }

  private void exportIfAllowed(String key, String value) {
    String assignment = "export " + key + "=" + ShellQuote.quote(value);
    script.ifCode("(" + assignment + ") 2>/dev/null").line(assignment).orElse();
    script.warning("Variable %s is left out: this shell does not let it be set.".formatted(key));
    script.end();
  }
}
