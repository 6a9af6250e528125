package dev.slipway.app.helper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The flags that both cache commands have. */
final class CacheFlags {
  private CacheFlags() {}

  static List<HelperFlag> all() {
    List<HelperFlag> flags =
        new ArrayList<>(
            List.of(
                HelperFlag.text("--file", "", "", "The local archive."),
                HelperFlag.text("--url", "", "", "Signed address in the object store."),
                HelperFlag.text(
                    "--gocloud-url", "", "", "Address of the object in its store's own form."),
                HelperFlag.text("--env-file", "", "", "File with the credentials for that."),
                HelperFlag.text("--timeout", "", "10", "Minutes for one request."),
                HelperFlag.text(
                    "--transfer-buffer-size",
                    "CACHE_TRANSFER_BUFFER_SIZE",
                    "",
                    "Accepted; not needed.")));
    flags.addAll(Pieces.flags());
    return List.copyOf(flags);
  }

  /**
   * The environment, and what the file of {@code --env-file} adds to it: lines {@code KEY="value"}
   * with a backslash before backslashes, quotes and line breaks.
   */
  static Map<String, String> environment(HelperArguments arguments, HelperSurroundings surroundings)
      throws HelperFailure {
    Map<String, String> all = new HashMap<>(surroundings.environment());
    String file = arguments.text("--env-file");
    if (!file.isEmpty()) {
      try {
        Path path = surroundings.directory().resolve(file);
        for (String line : Files.readAllLines(path)) {
          int equals = line.indexOf('=');
          if (equals > 0) {
            all.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
          }
        }
      } catch (IOException e) {
        throw new HelperFailure("--env-file: " + Causes.text(e));
      }
    }
    return all;
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    if (!quoted) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() - 1) {
        i++;
        char escaped = text.charAt(i);
        out.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
