package dev.slipway.domain.image;

import dev.slipway.domain.settings.Shell;
import java.util.Map;

/** GitLab's own helper image for a platform, at the version whose behaviour this runner has. */
public final class HelperImage {
  private static final String NAME =
      "registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper";
  private static final String PLAIN_FLAVOR = "alpine";
  private static final Map<String, String> ARCHITECTURES =
      Map.of("armv6l", "arm", "armv7l", "arm", "aarch64", "arm64", "amd64", "x86_64");

  private HelperImage() {}

  /**
   * Its reference.
   *
   * @param version of the runner; where it does not begin with three numbers the newest image is
   *     taken
   * @param architecture in the words of nodes' labels, such as {@code amd64}
   * @param shell of the runner's scripts; the plain image has no PowerShell
   */
  public static String of(String version, String flavor, String architecture, Shell shell) {
    var numbers = java.util.regex.Pattern.compile("^[0-9]+\\.[0-9]+\\.[0-9]+").matcher(version);
    String revision = numbers.find() ? "v" + numbers.group() : "latest";
    String prefix = flavor.equals(PLAIN_FLAVOR) ? "" : flavor + "-";
    String suffix =
        switch (shell) {
          case BASH, SH -> "";
          case PWSH -> "-pwsh";
        };
    return "%s:%s%s-%s%s"
        .formatted(
            NAME, prefix, ARCHITECTURES.getOrDefault(architecture, architecture), revision, suffix);
  }
}
