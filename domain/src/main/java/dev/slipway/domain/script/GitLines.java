package dev.slipway.domain.script;

import java.util.List;

/** What scripts ask of git and of its files, in the words of one shell. */
sealed interface GitLines permits BashGitLines, PowerShellGitLines {

  /** Takes the job's token out of whatever credential store the user's git has; cannot fail. */
  void forgetCredential(String origin);

  /** Opens a branch for a git of that version or a newer one. */
  ScriptWriter ifAtLeast(int major, int minor);

  /** Makes the words that spare git its maintenance the optional ones of the commands below. */
  void withoutMaintenance();

  /** Opens a branch for a git that knows LFS. */
  ScriptWriter ifLfs();

  /** Opens a branch for a repository, the current directory, of which a file names LFS's filter. */
  ScriptWriter ifLfsIsUsed();

  /** Removes the lock files at every depth of a directory, where that exists. */
  void removeLocks(String directory);

  /** Removes the files of these names at every depth of a directory, where that exists. */
  void removeNamed(String directory, List<String> files);

  /** The same, and the directories called hooks. */
  void removeNamedAndHooks(String directory, List<String> files);

  /** Appends to the user's own configuration, and opens a branch for one that takes nothing. */
  ScriptWriter ifUserConfigRefuses(String text);

  /**
   * Makes a new file git's global configuration: what the user had, then the text. A path that git
   * could not read is left out.
   */
  void makeGlobalConfig(String path, String text);

  /** Names the file of git's global configuration. */
  ScriptWriter useGlobalConfig(String path);

  /** The same, where the file can be read. */
  void useGlobalConfigIfReadable(String path);
}
