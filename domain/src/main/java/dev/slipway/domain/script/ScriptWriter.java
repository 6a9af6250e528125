package dev.slipway.domain.script;

import java.util.Collection;
import java.util.List;

/**
 * Writes the body of a stage script, line by line, in the words of one shell. Whoever makes a
 * script says here what is to happen; what that is called in the shell, and how text and paths are
 * quoted for it, is known only to the writers and to their {@link GitLines}. A command that fails
 * ends the script with its code, unless it is said otherwise.
 */
sealed interface ScriptWriter permits BashWriter, PowerShellWriter {

  /** A command and its arguments. */
  default ScriptWriter command(String... words) {
    return command(List.of(words));
  }

  /** A command and its arguments. */
  ScriptWriter command(List<String> words);

  /** A command that alone sees the variable. */
  ScriptWriter commandWith(String key, String value, List<String> words);

  /** A line in green. */
  default ScriptWriter notice(String text) {
    return print(LogColor.GREEN.of(text));
  }

  /** A line in yellow. */
  default ScriptWriter warning(String text) {
    return print(LogColor.YELLOW.of(text));
  }

  /** A line without colour. */
  default ScriptWriter plain(String text) {
    return print(LogColor.NONE.of(text));
  }

  /** An empty line. */
  ScriptWriter emptyLine();

  /** A line as it is. */
  ScriptWriter print(String text);

  /** A line with the name of the host in its middle. */
  ScriptWriter tellHost(String before, String after);

  /** Whether the shell can export a variable of that name. */
  boolean canExport(String key);

  /**
   * Makes the variable known to the commands that follow; a value no shell can hold is a warning.
   */
  ScriptWriter export(String key, String value);

  /** Writes the content to the path and exports the path. */
  default ScriptWriter exportFile(String key, String content, String path) {
    if (canExport(key) && ShellQuote.canBeQuoted(content)) {
      return writeFile(path, content).export(key, path);
    }
    return export(key, content); // which says what is wrong with it
  }

  /**
   * Makes the file where it is missing, and exports each of its {@code KEY=value} lines.
   *
   * @param lenient whether another line is passed over, as PowerShell does; else it ends the script
   */
  ScriptWriter readEnvironment(String path, boolean lenient);

  /** Replaces the file's content by the text. */
  ScriptWriter writeFile(String path, String text);

  /** Adds the text to the file's end. */
  ScriptWriter appendFile(String path, String text);

  /** Changes the directory. */
  ScriptWriter cd(String path);

  /** Makes the directory and its parents, and starts a process only where it is missing. */
  ScriptWriter makeDirectory(String path);

  /**
   * Removes a directory with all that is in it. Where that fails, the owner's rights are given back
   * first: a job may have taken them away (Go's module cache does).
   */
  ScriptWriter removeDirectory(String path);

  /** Removes the files and directories that there are, with one process or none. */
  ScriptWriter removeAll(Collection<String> paths);

  /** Gives the directory, where it and the file are there, to the file's owner. */
  ScriptWriter giveLike(String file, String directory, boolean told);

  /** Keeps under a name whether the path is there now. */
  ScriptWriter rememberExists(String name, String path);

  /** Opens a branch for what was there when it was remembered. */
  ScriptWriter ifRemembered(String name);

  /** A command only where what was remembered was there. */
  ScriptWriter commandIfRemembered(String name, List<String> words);

  /** Drops the optional words where what was remembered was there. */
  ScriptWriter noOptionalWordsIfRemembered(String name);

  /** A command with the optional words in its middle: {@link GitLines#withoutMaintenance}. */
  ScriptWriter commandWithOptional(List<String> before, List<String> after);

  /** Opens a branch for a directory that exists. */
  ScriptWriter ifDirectory(String path);

  /** Opens a branch for a file that exists. */
  ScriptWriter ifFile(String path);

  /** Opens a branch for a command that succeeds. */
  ScriptWriter ifSucceeds(List<String> words);

  /** Opens a branch for a command that succeeds; its output is not shown. */
  ScriptWriter ifSucceedsQuietly(List<String> words);

  /** Opens a branch for a program that is in the path. */
  ScriptWriter ifProgram(String name);

  /** The other branch. */
  ScriptWriter orElse();

  /** Closes a branch. */
  ScriptWriter end();

  /** What is asked of git. */
  GitLines git();

  /**
   * The user's commands, each shown and then run as written.
   *
   * @param section the prefix of a section's name for commands of several lines
   */
  ScriptWriter userCommands(List<String> commands, String section, UserCommandStyle style);

  /** The body so far. */
  String body();

  /** Forgets the warnings so far: another stage has said them. */
  ScriptWriter withoutWarnings();

  /** What could not be written, in order, each once. */
  List<String> warnings();
}
