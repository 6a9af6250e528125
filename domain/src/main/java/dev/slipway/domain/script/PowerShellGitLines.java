package dev.slipway.domain.script;

import static dev.slipway.domain.script.PowerShellQuote.quote;

import java.util.ArrayList;
import java.util.List;

/** Asks it of git in PowerShell. */
record PowerShellGitLines(PowerShellWriter script) implements GitLines {
  private static final List<String> LFS_PATHS =
      List.of("/usr/libexec/git-core/git-lfs", "/usr/lib/git-core/git-lfs");

  @Override
  public void forgetCredential(String origin) {
    String request = quote("url=" + origin + "\nusername=gitlab-ci-token\n");
    script.line(
        "try { " + request + " | & 'git' 'credential' 'reject' 2> $null } catch { $null = $_ }");
  }

  @Override
  public PowerShellWriter ifAtLeast(int major, int minor) {
    return script
        .line("$slipway_major = 0")
        .line("if ((& 'git' 'version') -match '([0-9]+)[.]([0-9]+)') {")
        .line("  $slipway_major = [int]$Matches[1]")
        .line("  $slipway_minor = [int]$Matches[2]")
        .line("}")
        .ifCode(
            "$slipway_major -gt %d -or ($slipway_major -eq %d -and $slipway_minor -ge %d)"
                .formatted(major, major, minor));
  }

  @Override
  public void withoutMaintenance() {
    script.line(
        "$slipway_words = " + PowerShellQuote.array(List.of("-c", "maintenance.auto=false")));
  }

  @Override
  public PowerShellWriter ifLfs() {
    List<String> places = new ArrayList<>();
    places.add("(" + PowerShellWriter.hasProgram("git-lfs") + ")");
    LFS_PATHS.forEach(path -> places.add("(" + PowerShellWriter.isThere(path) + ")"));
    return script.ifCode(String.join(" -or ", places));
  }

  @Override
  public PowerShellWriter ifLfsIsUsed() {
    String words =
        PowerShellWriter.words(
            List.of(
                "git",
                "grep",
                "--cached",
                "-q",
                "-e",
                "filter=lfs",
                "--",
                ":(glob)**/.gitattributes"));
    return script
        .line("$slipway_ok = $false")
        .line("if (" + PowerShellWriter.isThere(".git/info/attributes") + ") {")
        .line("  $slipway_ok = (Get-Item -LiteralPath '.git/info/attributes' -Force).Length -gt 0")
        .line("}")
        .line("if (-not $slipway_ok) {")
        .line("  " + words)
        .line("  $slipway_ok = $?")
        .line("}")
        .ifCode("$slipway_ok");
  }

  @Override
  public void removeLocks(String directory) {
    removeFound(directory, "-not $_.PSIsContainer -and $_.Name -clike '*.lock'");
  }

  @Override
  public void removeNamed(String directory, List<String> files) {
    removeFound(directory, named(files));
  }

  @Override
  public void removeNamedAndHooks(String directory, List<String> files) {
    removeFound(
        directory, "(" + named(files) + ") -or ($_.PSIsContainer -and $_.Name -ceq 'hooks')");
  }

  private static String named(List<String> files) {
    return "-not $_.PSIsContainer -and " + PowerShellQuote.array(files) + " -ccontains $_.Name";
  }

  // Found first and then removed: what lay in a directory that went before is gone with it.
  private void removeFound(String directory, String matches) {
    script
        .ifDirectory(directory)
        .line(
            "$slipway_found = @(Get-ChildItem -LiteralPath "
                + quote(directory)
                + " -Recurse -Force | Where-Object { "
                + matches
                + " })")
        .line("foreach ($slipway_item in $slipway_found) {")
        .line("  if (Test-Path -LiteralPath $slipway_item.FullName) {")
        .line("    Remove-Item -LiteralPath $slipway_item.FullName -Recurse -Force")
        .line("  }")
        .line("}")
        .end();
  }

  @Override
  public PowerShellWriter ifUserConfigRefuses(String text) {
    // a user's GIT_CONFIG_GLOBAL=/dev/null takes and forgets all
    return script
        .line("$slipway_taken = $false")
        .line("$slipway_config = ${env:GIT_CONFIG_GLOBAL}")
        .line("if (-not $slipway_config -and ${env:HOME}) {")
        .line("  $slipway_config = ${env:HOME} + '/.gitconfig'")
        .line("}")
        .line("if ($slipway_config -and $slipway_config -ne '/dev/null') {")
        .line("  try {")
        .line("    [System.IO.File]::AppendAllText($slipway_config, " + quote(text) + ")")
        .line("    $slipway_taken = $true")
        .line("  } catch {")
        .line("    $slipway_taken = $false")
        .line("  }")
        .line("}")
        .ifCode("-not $slipway_taken");
  }

  @Override
  public void makeGlobalConfig(String path, String text) {
    script
        .line("$slipway_files = @(${env:GIT_CONFIG_GLOBAL})")
        .line("if (-not ${env:GIT_CONFIG_GLOBAL}) {")
        .line("  $slipway_base = ${env:XDG_CONFIG_HOME}")
        .line("  if (-not $slipway_base) { $slipway_base = ${env:HOME} + '/.config' }")
        .line(
            "  $slipway_files = @(($slipway_base + '/git/config'), (${env:HOME} + '/.gitconfig'))")
        .line("}")
        .line("$slipway_text = ''")
        .line("foreach ($slipway_file in $slipway_files) {")
        .line(
            "  if ($slipway_file -notmatch '[\"\\\\]' -and (Test-Path -LiteralPath $slipway_file -PathType Leaf)) {")
        .line("    $slipway_text += \"[include]`n`tpath = `\"$slipway_file`\"`n\"")
        .line("  }")
        .line("}")
        .line(
            "[System.IO.File]::WriteAllText("
                + quote(path)
                + ", $slipway_text + "
                + quote(text)
                + ")");
    useGlobalConfig(path);
  }

  @Override
  public PowerShellWriter useGlobalConfig(String path) {
    return script.line("${env:GIT_CONFIG_GLOBAL} = " + quote(path));
  }

  @Override
  public void useGlobalConfigIfReadable(String path) {
    script.ifFile(path);
    useGlobalConfig(path);
    script.end();
  }
}
