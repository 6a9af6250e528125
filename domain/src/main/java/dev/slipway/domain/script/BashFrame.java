package dev.slipway.domain.script;

/**
 * Around a body for bash, dash or busybox, in GitLab Runner's order.
 *
 * @param shell the word after {@code env} in the first line, {@code bash} or {@code sh}
 * @param debugTrace whether the shell shows each command it runs
 * @param legacyEval {@code FF_USE_LEGACY_BASH_EVAL}: the body's input is an empty pipe
 */
record BashFrame(String shell, boolean debugTrace, boolean legacyEval) implements ScriptFrame {

  /**
   * The whole script. The body is one argument of {@code eval}, so that it is read as a whole
   * before any of it runs: a script file that changes underneath does no harm. It is named and not
   * written there, because bash prints the command of a subshell that a signal has killed: with all
   * that the body exports.
   */
  @Override
  public String around(String body) {
    StringBuilder script = new StringBuilder(body.length() + body.length() / 4 + 400);
    script.append("#!/usr/bin/env ").append(shell).append("\n\n");
    script.append("trap 'exit 1' TERM\n");
    if (debugTrace) {
      script.append("set -o xtrace\n");
    }
    script.append("case \"$(set -o)\" in *pipefail*) set -o pipefail ;; esac\n");
    script.append("set -o errexit\n");
    script.append("set +o noclobber\n");
    script.append("slipway_body=").append(ShellQuote.quote(body)).append('\n');
    String eval = "eval \"unset slipway_body; $slipway_body\"";
    script.append(
        legacyEval ? ": | " + eval + "\n" : "(trap 'exit 1' TERM; " + eval + ") < /dev/null\n");
    return script.toString();
  }
}
