package dev.slipway.app.helper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens cache directories for every user. Source: GitLab Runner's cache-init. */
public final class CacheInit implements HelperCommand {
  private static final int FOR_EVERYBODY = 0777;

  @Override
  public String name() {
    return "cache-init";
  }

  @Override
  public String meaning() {
    return "Change permissions of cache directories, each one an argument.";
  }

  @Override
  public List<HelperFlag> flags() {
    return List.of();
  }

  @Override
  public int run(HelperArguments arguments, HelperSurroundings surroundings) throws HelperFailure {
    if (arguments.words().isEmpty()) {
      throw new HelperFailure("No arguments passed, at least one path is required.");
    }
    for (String word : arguments.words()) {
      try {
        Path path = surroundings.directory().resolve(word);
        Files.setAttribute(path, "unix:mode", FOR_EVERYBODY);
      } catch (IOException e) {
        surroundings.log().error("failed to chmod path: " + Causes.text(e));
      }
    }
    return 0;
  }
}
