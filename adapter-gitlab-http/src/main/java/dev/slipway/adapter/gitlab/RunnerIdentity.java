package dev.slipway.adapter.gitlab;

import dev.slipway.domain.job.RunnerVersion;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Who asks, as GitLab's runner pages show it.
 *
 * @param revision 8 hexadecimal digits, or {@code HEAD}
 * @param platform {@code linux}, {@code windows}
 * @param architecture as Go names it: {@code amd64}, {@code arm64}
 * @param shell of the runner's configuration, {@code bash} by default
 * @param systemId of this process; empty is not sent
 * @param labels of the runner; empty is not sent
 */
public record RunnerIdentity(
    String name,
    String version,
    String revision,
    String platform,
    String architecture,
    String executor,
    String shell,
    String systemId,
    Set<RunnerFeature> features,
    Map<String, String> labels) {

  public RunnerIdentity {
    features = Set.copyOf(features);
    labels = Map.copyOf(labels);
  }

  /** This program on this machine, with all it can do. */
  public static RunnerIdentity ofThisProgram(String revision, String shell, String systemId) {
    return new RunnerIdentity(
        RunnerVersion.COMPATIBLE_NAME,
        RunnerVersion.COMPATIBLE_VERSION,
        revision,
        goPlatform(System.getProperty("os.name", "linux")),
        goArchitecture(System.getProperty("os.arch", "amd64")),
        "kubernetes",
        shell,
        systemId,
        RunnerFeature.implemented(),
        Map.of());
  }

  /** The same runner with labels. */
  public RunnerIdentity withLabels(Map<String, String> newLabels) {
    return new RunnerIdentity(
        name,
        version,
        revision,
        platform,
        architecture,
        executor,
        shell,
        systemId,
        features,
        newLabels);
  }

  static String goPlatform(String osName) {
    String name = osName.toLowerCase(Locale.ROOT);
    return name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "darwin" : name;
  }

  static String goArchitecture(String osArch) {
    return switch (osArch) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      default -> osArch;
    };
  }

  String userAgent() {
    return "%s %s (%s %s; java %s; %s/%s)"
        .formatted(
            name,
            version,
            RunnerVersion.PRODUCT,
            RunnerVersion.PRODUCT_VERSION,
            Runtime.version().feature(),
            platform,
            architecture);
  }
}
