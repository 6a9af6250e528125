package dev.slipway.domain.script;

import static dev.slipway.domain.script.PowerShellQuote.quote;

import java.util.Collection;
import java.util.List;

/**
 * Writes for PowerShell 7, and in nothing but what Windows PowerShell 5 reads too. A program that
 * fails is no error there, so a line after each command sees to it that the script ends.
 */
final class PowerShellWriter implements ScriptWriter {
  private static final String EXIT =
      "{ if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }";
  private static final String CHECK = "if (-not $?) " + EXIT;

  private final ScriptLines lines = new ScriptLines();
  private final PowerShellExports exports = new PowerShellExports(this, lines);

  /** PowerShell code, one line or several. */
  PowerShellWriter line(String code) {
    lines.add(code);
    return this;
  }

  /** A line, and the script's end where it fails. */
  PowerShellWriter checked(String code) {
    return line(code).line(CHECK);
  }

  @Override
  public PowerShellWriter command(List<String> words) {
    return checked(words(words));
  }

  @Override
  public PowerShellWriter commandWith(String key, String value, List<String> words) {
    String name = "${env:" + key + "}";
    return line("$slipway_before = " + name)
        .line(name + " = " + quote(value))
        .line("try {")
        .line("  " + words(words))
        .line("  $slipway_failed = -not $?")
        .line("} finally {")
        .line("  " + name + " = $slipway_before")
        .line("}")
        .line("if ($slipway_failed) " + EXIT);
  }

  /** The words of a command as code. */
  static String words(List<String> words) {
    return "& " + String.join(" ", words.stream().map(PowerShellQuote::quote).toList());
  }

  @Override
  public PowerShellWriter emptyLine() {
    return line("Write-Output ''");
  }

  @Override
  public PowerShellWriter print(String text) {
    return line("Write-Output " + quote(text.replace("\0", "")));
  }

  @Override
  public PowerShellWriter tellHost(String before, String after) {
    return line(
        "Write-Output (%s + [System.Environment]::MachineName + %s)"
            .formatted(quote(before), quote(after)));
  }

  @Override
  public boolean canExport(String key) {
    return PowerShellExports.canExport(key);
  }

  @Override
  public PowerShellWriter export(String key, String value) {
    exports.export(key, value);
    return this;
  }

  @Override
  public PowerShellWriter readEnvironment(String path, boolean lenient) {
    exports.read(path);
    return this;
  }

  @Override
  public PowerShellWriter writeFile(String path, String text) {
    return line("[System.IO.File]::WriteAllText(%s, %s)".formatted(quote(path), quote(text)));
  }

  @Override
  public PowerShellWriter appendFile(String path, String text) {
    return line("[System.IO.File]::AppendAllText(%s, %s)".formatted(quote(path), quote(text)));
  }

  @Override
  public PowerShellWriter cd(String path) {
    return line("Set-Location -LiteralPath " + quote(path));
  }

  @Override
  public PowerShellWriter makeDirectory(String path) {
    return line("[void][System.IO.Directory]::CreateDirectory(" + quote(path) + ")");
  }

  @Override
  public PowerShellWriter removeDirectory(String path) {
    String quoted = quote(path);
    return ifDirectory(path)
        .line("try {")
        .line("  Remove-Item -LiteralPath " + quoted + " -Recurse -Force")
        .line("} catch {")
        .line("  " + words(List.of("chmod", "-R", "u+rwX", path)))
        .line("  Remove-Item -LiteralPath " + quoted + " -Recurse -Force")
        .line("}")
        .end();
  }

  @Override
  public PowerShellWriter removeAll(Collection<String> paths) {
    return paths.isEmpty()
        ? this
        : line("foreach ($slipway_path in " + PowerShellQuote.array(paths) + ") {")
            // Get-Item and not Test-Path: it also finds a link that leads nowhere
            .line(
                "  if (Get-Item -LiteralPath $slipway_path -Force -ErrorAction SilentlyContinue) {")
            .line("    Remove-Item -LiteralPath $slipway_path -Recurse -Force")
            .line("  }")
            .line("}");
  }

  @Override
  public PowerShellWriter giveLike(String file, String directory, boolean told) {
    String quoted = quote(directory);
    ifCode("(" + isThere(file) + ") -and (" + isDirectory(directory) + ")");
    checked("$slipway_owner = " + words(List.of("stat", "-c", "%u:%g", file)));
    if (told) {
      line("Write-Output ('Setting ownership for ' + " + quoted + " + ' to ' + $slipway_owner)");
    }
    checked(words(List.of("chown", "-R")) + " $slipway_owner " + quoted);
    return end();
  }

  @Override
  public PowerShellWriter rememberExists(String name, String path) {
    return line("$" + name + " = " + isThere(path));
  }

  @Override
  public PowerShellWriter ifRemembered(String name) {
    return ifCode("$" + name);
  }

  @Override
  public PowerShellWriter commandIfRemembered(String name, List<String> words) {
    return ifRemembered(name).command(words).end();
  }

  @Override
  public PowerShellWriter noOptionalWordsIfRemembered(String name) {
    return line("if ($" + name + ") { $slipway_words = @() }");
  }

  @Override
  public PowerShellWriter commandWithOptional(List<String> before, List<String> after) {
    return checked(
        words(before)
            + " @slipway_words "
            + String.join(" ", after.stream().map(PowerShellQuote::quote).toList()));
  }

  @Override
  public PowerShellWriter ifDirectory(String path) {
    return ifCode(isDirectory(path));
  }

  @Override
  public PowerShellWriter ifFile(String path) {
    return ifCode(isThere(path));
  }

  @Override
  public PowerShellWriter ifSucceeds(List<String> words) {
    return ifRuns(words(words), "Write-Output ([string]$_)");
  }

  @Override
  public PowerShellWriter ifSucceedsQuietly(List<String> words) {
    return ifRuns(words(words) + " *> $null", "$null = $_");
  }

  @Override
  public PowerShellWriter ifProgram(String name) {
    return ifCode(hasProgram(name));
  }

  /** Opens a branch for an expression that holds. */
  PowerShellWriter ifCode(String code) {
    lines.open("if (" + code + ") {");
    return this;
  }

  /** Opens a branch for a command that succeeds; one that is not there does not. */
  private PowerShellWriter ifRuns(String command, String otherwise) {
    return line("$slipway_ok = $false")
        .line("try {")
        .line("  " + command)
        .line("  $slipway_ok = $?")
        .line("} catch {")
        .line("  " + otherwise)
        .line("}")
        .ifCode("$slipway_ok");
  }

  static String isThere(String path) {
    return "Test-Path -LiteralPath " + quote(path);
  }

  static String isDirectory(String path) {
    return isThere(path) + " -PathType Container";
  }

  static String hasProgram(String name) {
    return "Get-Command " + quote(name) + " -CommandType Application -ErrorAction SilentlyContinue";
  }

  @Override
  public PowerShellWriter orElse() {
    lines.turn("} else {");
    return this;
  }

  @Override
  public PowerShellWriter end() {
    lines.close("}");
    return this;
  }

  @Override
  public PowerShellGitLines git() {
    return new PowerShellGitLines(this);
  }

  @Override
  public PowerShellWriter userCommands(
      List<String> commands, String section, UserCommandStyle style) {
    new UserCommands(this, lines, this::fold, CHECK).write(commands, section, style);
    return this;
  }

  private void fold(String id, String header) {
    String now = "[System.DateTimeOffset]::UtcNow.ToUnixTimeSeconds()";
    String options = id + "[hide_duration=true,collapsed=true]\r\u001b[0K";
    line("Write-Output (\"section_start:$(%s):\" + %s)".formatted(now, quote(options + header)));
    line("Write-Output (\"section_end:$(%s):\" + %s)".formatted(now, quote(id + "\r\u001b[0K")));
  }

  @Override
  public String body() {
    return lines.text();
  }

  @Override
  public PowerShellWriter withoutWarnings() {
    lines.forgetWarnings();
    return this;
  }

  @Override
  public List<String> warnings() {
    return lines.warnings();
  }
}
