package dev.slipway.app.helper;

import dev.slipway.app.helper.selection.FileSelection;
import dev.slipway.app.helper.selection.PathExpansion;
import java.util.List;

/** The flags that say which files an archive gets. */
final class SelectionFlags {
  private SelectionFlags() {}

  static List<HelperFlag> all() {
    return List.of(
        HelperFlag.texts("--path", "Path or pattern to add."),
        HelperFlag.texts("--exclude", "Pattern to leave out."),
        HelperFlag.onOff("--untracked", "", "Add files that git does not track."),
        HelperFlag.onOff("--verbose", "", "Accepted; changes nothing."));
  }

  static FileSelection select(HelperArguments arguments, HelperSurroundings surroundings)
      throws InterruptedException {
    HelperLog log = surroundings.log();
    PathExpansion variables = new PathExpansion(surroundings.environment());
    FileSelection files =
        new FileSelection(
            surroundings.directory(),
            arguments.texts("--exclude").stream().map(e -> expand(e, variables, log)).toList(),
            log);
    arguments.texts("--path").forEach(path -> files.add(expand(path, variables, log)));
    if (arguments.isOn("--untracked")) {
      files.addUntracked();
    }
    files.tellExclusions();
    return files;
  }

  private static String expand(String path, PathExpansion variables, HelperLog log) {
    try {
      return variables.expand(path);
    } catch (IllegalArgumentException e) {
      log.warning("invalid path \"%s\": %s".formatted(path, e.getMessage()));
      return path;
    }
  }
}
