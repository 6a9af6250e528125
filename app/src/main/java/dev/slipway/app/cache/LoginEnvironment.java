package dev.slipway.app.cache;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The manager's environment, where credentials of its own are named.
 *
 * @param doing begins the message of a failure
 */
record LoginEnvironment(String doing, Map<String, String> variables) {
  LoginEnvironment {
    variables = Map.copyOf(variables);
  }

  /** A variable that is there and not empty. */
  Optional<String> set(String name) {
    return Optional.ofNullable(variables.get(name)).filter(text -> !text.isEmpty());
  }

  /** A file's text without the blanks around it. */
  String read(String file) throws CacheTroubleException {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new CacheTroubleException(
          "%s: %s is not readable (%s)".formatted(doing, file, e.getClass().getSimpleName()));
    }
  }

  URI uri(String text) throws CacheTroubleException {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new CacheTroubleException(doing + ": an address in the environment is not usable");
    }
  }
}
