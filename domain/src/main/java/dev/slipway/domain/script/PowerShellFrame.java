package dev.slipway.domain.script;

import dev.slipway.domain.stage.ContainerRole;

/**
 * Around a body for PowerShell: a script file for {@code pwsh}, and around that the shell script
 * which puts the file into the container, runs it and takes it away again. So a PowerShell job is
 * delivered, watched and ended like every other one.
 *
 * @param folder absolute, writable for the container's user
 * @param role of the container, for the word about a missing {@code pwsh}
 * @param debugTrace whether PowerShell shows each command it runs
 */
record PowerShellFrame(String folder, ContainerRole role, boolean debugTrace)
    implements ScriptFrame {
  private static final String NOT_IN_BUILD =
      "There is no pwsh in the job's image, and the runner's shell is \"pwsh\". Take an image that has PowerShell 7 in its PATH, or a runner with the shell bash.";
  private static final String NOT_IN_HELPER =
      "There is no pwsh in the helper image, which needs it for the hooks around the sources: they are PowerShell, as the runner's shell is \"pwsh\". Set a helper_image that has PowerShell 7 in its PATH, or leave the hooks out.";
  private static final int NOT_FOUND = 127;

  @Override
  public String around(String body) {
    BashWriter script = new BashWriter();
    script.ifCode("! command -v pwsh >/dev/null 2>&1");
    script.print(LogColor.RED.of(missing())).line("exit " + NOT_FOUND).end();
    script
        .line("slipway_file=" + ShellQuote.quote(folder) + "/slipway-$$.ps1")
        .line("trap 'rm -f \"$slipway_file\"' EXIT")
        .line("rm -f \"$slipway_file\"")
        // it holds secrets, and nobody may have put something else in its place
        .line(
            "( umask 077; set -C; printf '%s' "
                + ShellQuote.quote(file(body))
                + " > \"$slipway_file\" )")
        .line(
            "pwsh -NoProfile -NoLogo -NonInteractive -ExecutionPolicy Bypass -File \"$slipway_file\"");
    return new BashFrame("sh", false, false).around(script.body());
  }

  private String missing() {
    return switch (role) {
      case BUILD -> NOT_IN_BUILD;
      case HELPER -> NOT_IN_HELPER;
    };
  }

  /**
   * The file. The body is a block, read as a whole before any of it runs, and its variables are its
   * own: what PowerShell keeps for itself outside stays as it is.
   */
  String file(String body) {
    StringBuilder file = new StringBuilder(body.length() + 600);
    file.append("#!/usr/bin/env pwsh\n");
    file.append("& {\n");
    file.append("$ErrorActionPreference = 'Stop'\n");
    // the line after each program looks at its exit code, which an error here would take away
    file.append("$PSNativeCommandUseErrorActionPreference = $false\n");
    file.append("$OutputEncoding = New-Object System.Text.UTF8Encoding\n");
    file.append("[System.Console]::InputEncoding = $OutputEncoding\n");
    file.append("[System.Console]::OutputEncoding = $OutputEncoding\n");
    if (debugTrace) {
      file.append("Set-PSDebug -Trace 2\n");
    }
    return file.append(body).append("}\nexit 0\n").toString();
  }
}
