package dev.slipway.app.config;

import java.util.Optional;

/**
 * A key of one runner that a command line can give, as {@code flags.txt} has it.
 *
 * @param path the key with its tables, such as {@code runners.kubernetes.image}
 * @param flag with its dashes
 * @param variable the environment variable that counts where the flag is absent
 * @param type what may be written, in the words of the configuration reference
 * @param meaning a sentence for the help
 */
public record ConfigFlag(
    String path, String flag, Optional<String> variable, String type, String meaning) {
  /** Whether the flag alone, without a value, says {@code true}. */
  public boolean isSwitch() {
    return type.equals("boolean");
  }

  String section() {
    return path.substring(0, path.lastIndexOf('.'));
  }

  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
