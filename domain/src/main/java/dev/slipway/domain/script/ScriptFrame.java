package dev.slipway.domain.script;

/** What stands around the body of each stage script. */
sealed interface ScriptFrame permits BashFrame, PowerShellFrame {
  /** The whole script, to be run by a POSIX shell. */
  String around(String body);
}
