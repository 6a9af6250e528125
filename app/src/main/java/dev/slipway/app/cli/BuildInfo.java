package dev.slipway.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;

/**
 * Which program this is.
 *
 * @param revision short commit, {@code HEAD} where it is not known
 */
public record BuildInfo(String version, String revision, String branch, String built) {
  /** Reads what the build wrote into the program. */
  public static BuildInfo read() {
    Properties properties = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
      if (in == null) {
        throw new IllegalStateException("build.properties is missing from the program");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("reading build.properties of the program", e);
    }
    return new BuildInfo(
        properties.getProperty("version"),
        properties.getProperty("revision"),
        properties.getProperty("branch"),
        properties.getProperty("built"));
  }

  /** The operating system in Go's word, as GitLab expects it. */
  public static String os() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "darwin" : name;
  }

  /** The processor's kind in Go's word, as GitLab expects it. */
  public static String arch() {
    String name = System.getProperty("os.arch");
    return switch (name) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      default -> name;
    };
  }

  /** What {@code --version} prints, in the layout of GitLab Runner. */
  public String[] lines() {
    return new String[] {
      "Version:      " + version,
      "Git revision: " + revision,
      "Git branch:   " + branch,
      "JDK:          " + Runtime.version(),
      "Built:        " + built,
      "OS/Arch:      " + os() + "/" + arch()
    };
  }
}
