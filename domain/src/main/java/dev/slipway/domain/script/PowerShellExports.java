package dev.slipway.domain.script;

import static dev.slipway.domain.script.PowerShellQuote.quote;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a variable becomes known to a PowerShell script, as {@code $KEY}, and to it and the programs
 * that it starts, as {@code $env:KEY}.
 */
record PowerShellExports(PowerShellWriter script, ScriptLines lines) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

  // PowerShell's own: setting one fails, or changes what the rest of the script does.
  private static final Set<String> OWN =
      Set.of(
          "_",
          "args",
          "confirmpreference",
          "consolefilename",
          "debugpreference",
          "enabledexperimentalfeatures",
          "error",
          "erroractionpreference",
          "errorview",
          "event",
          "executioncontext",
          "false",
          "foreach",
          "formatenumerationlimit",
          "home",
          "host",
          "informationpreference",
          "input",
          "iscoreclr",
          "islinux",
          "ismacos",
          "iswindows",
          "lastexitcode",
          "matches",
          "myinvocation",
          "null",
          "ofs",
          "outputencoding",
          "pid",
          "profile",
          "progresspreference",
          "psboundparameters",
          "pscmdlet",
          "pscommandpath",
          "psculture",
          "psdefaultparametervalues",
          "psedition",
          "pshome",
          "psitem",
          "psnativecommandargumentpassing",
          "psnativecommanduseerroractionpreference",
          "psscriptroot",
          "psstyle",
          "psuiculture",
          "psversiontable",
          "pwd",
          "shellid",
          "stacktrace",
          "switch",
          "this",
          "true",
          "verbosepreference",
          "warningpreference",
          "whatifpreference");

  static boolean canExport(String key) {
    return NAME.matcher(key).matches();
  }

  void export(String key, String value) {
    if (!canExport(key)) {
      lines.warn(
          "Variable %s is left out of the scripts: its name is not one PowerShell scripts can use. Use letters, digits, underscores, dots and dashes, and no dot or dash first."
              .formatted(VariableLimits.shown(key)));
    } else if (!ShellQuote.canBeQuoted(value)) {
      lines.warn(VariableLimits.holdsNul(key));
    } else if (VariableLimits.isTooLong(key, value)) {
      lines.warn(VariableLimits.tooLong(key));
      script.line("${env:" + key + "} = $null");
      if (!isOwn(key)) {
        script.line("${" + key + "} = " + quote(value));
      }
    } else if (isOwn(key)) {
      script.line("${env:" + key + "} = " + quote(value));
    } else {
      script.line("${" + key + "} = " + quote(value));
      script.line("${env:" + key + "} = ${" + key + "}");
    }
  }

  /** Exports each {@code KEY=value} line of a file, which is made where it is missing. */
  void read(String path) {
    String file = quote(path);
    script
        .line("try {")
        .line("  if (-not (" + PowerShellWriter.isThere(path) + ")) {")
        .line("    [System.IO.File]::WriteAllText(" + file + ", '')")
        .line("  }")
        .line("  foreach ($slipway_line in [System.IO.File]::ReadAllLines(" + file + ")) {")
        .line("    $slipway_name, $slipway_value = $slipway_line.Trim().Split('=', 2)")
        .line("    if ($slipway_name -and $null -ne $slipway_value) {")
        .line("      Set-Item -LiteralPath \"env:$slipway_name\" -Value $slipway_value")
        .line(
            "      Set-Variable -Name $slipway_name -Value $slipway_value -ErrorAction SilentlyContinue")
        .line("    }")
        .line("  }")
        .line("} catch {")
        .line("  Write-Output " + quote(LogColor.YELLOW.of("Unable to read env file: " + path)))
        .line("}");
  }

  private static boolean isOwn(String key) {
    return OWN.contains(key.toLowerCase(Locale.ROOT));
  }
}
