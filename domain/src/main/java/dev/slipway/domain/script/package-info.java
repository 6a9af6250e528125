/**
 * The scripts of a job's stages, for bash, dash and busybox alike, and for PowerShell: what is in
 * them, and how text is quoted so that it arrives unchanged. Nothing here runs anything.
 *
 * <p>ScriptWriter = BashWriter | PowerShellWriter; GitLines = BashGitLines | PowerShellGitLines;
 * ScriptFrame = BashFrame | PowerShellFrame
 *
 * <p>A script exits with the code of what failed in it; it prints no marker of its own start or
 * end. Whoever runs it does that.
 */
@NullMarked
package dev.slipway.domain.script;

import org.jspecify.annotations.NullMarked;
