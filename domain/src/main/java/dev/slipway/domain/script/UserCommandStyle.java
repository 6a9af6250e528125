package dev.slipway.domain.script;

/**
 * How the user's commands are shown and checked.
 *
 * @param sections commands of several lines are folded in the log ({@code FF_SCRIPT_SECTIONS} and a
 *     server that knows sections)
 * @param checkExitCode each command's code is looked at ({@code FF_ENABLE_BASH_EXIT_CODE_CHECK}),
 *     for scripts that switch errexit off
 */
public record UserCommandStyle(boolean sections, boolean checkExitCode) {}
