package dev.slipway.app.cli;

import dev.slipway.app.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where GitLab Runner keeps its files when nobody says otherwise. */
final class DefaultDirectory {
  private static final Path OF_ROOT = Path.of("/etc/gitlab-runner");

  private DefaultDirectory() {}

  /** For root in /etc, for others in their home, else where the program was started. */
  static Path of(Map<String, String> environment, Path started) {
    if (isRoot()) {
      return OF_ROOT;
    }
    String home = environment.getOrDefault("HOME", "");
    return home.isEmpty() ? started : Path.of(home, ".gitlab-runner");
  }

  /** A reader that finds the certificates there, whichever file it reads. */
  static ConfigReader reader(Map<String, String> environment, Path started, Path workingDirectory) {
    return new ConfigReader(environment, workingDirectory)
        .withCertificates(of(environment, started).resolve("certs"));
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException e) {
      return "root".equals(System.getProperty("user.name"));
    }
  }
}
