package dev.slipway.domain.channel;

/** Finds the shell that a container's scripts run in: bash where there is one. */
final class ShellSearch {
  private static final String PATHS =
      "/usr/local/bin/bash /usr/bin/bash /bin/bash /usr/local/bin/sh /usr/bin/sh /bin/sh /busybox/sh";

  private ShellSearch() {}

  /** Shell code that becomes the first shell there is; goes on where there is none. */
  static String become(String arguments) {
    return "for s in " + PATHS + "; do [ -x $s ] && exec $s " + arguments + "; done";
  }

  /** Shell code that does something with the first shell there is, as {@code $s}. */
  static String doOrFail(String action) {
    return "for s in "
        + PATHS
        + "; do [ -x $s ] && { "
        + action
        + "; }; done; echo shell not found; exit 1";
  }

  /** The same, as the end of a command. */
  static String becomeOrFail(String arguments) {
    return become(arguments) + "; echo shell not found; exit 1";
  }
}
