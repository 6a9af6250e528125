package dev.slipway.domain.script;

import java.util.Set;

/** Names that bash keeps for itself: setting one is an error there, and fine in other shells. */
final class ReadOnlyNames {
  private static final Set<String> NAMES =
      Set.of("BASHOPTS", "BASH_VERSINFO", "EUID", "PPID", "SHELLOPTS", "UID");

  private ReadOnlyNames() {}

  static boolean holds(String key) {
    return NAMES.contains(key);
  }
}
