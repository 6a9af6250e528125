package dev.slipway.domain.assembly;

import java.util.Locale;

/** Names and label values in Kubernetes' alphabet. */
public final class PodNames {
  private static final int NAME_MAX = 63;
  private static final int SUFFIX = 8;

  private PodNames() {}

  /**
   * {@code runner-<short token>-project-<id>-concurrent-<slot>}: how users find a runner's pods.
   */
  static String base(String shortToken, long projectId, int concurrentProjectId) {
    return inAlphabet(
        "runner-%s-project-%d-concurrent-%d".formatted(shortToken, projectId, concurrentProjectId));
  }

  /** What the names of all pods of a runner begin with, and those of what is made with a pod. */
  public static String ofRunner(String shortToken) {
    String raw = inAlphabet("runner-%s-project-".formatted(shortToken));
    return raw.substring(0, Math.min(raw.length(), NAME_MAX - 1 - SUFFIX));
  }

  private static String inAlphabet(String raw) {
    String kept = raw.toLowerCase(Locale.ROOT).replaceAll("[^-a-z0-9]", "").replaceAll("^-+", "");
    return kept.substring(0, Math.min(kept.length(), NAME_MAX));
  }

  /** The base with a random end, so that the name is ours alone. */
  static String unique(String base, String suffix) {
    return base.substring(0, Math.min(base.length(), NAME_MAX - 1 - SUFFIX)) + "-" + suffix;
  }

  /** A label value: other characters become {@code _}, the ends are letters or digits. */
  static String label(String value) {
    String cut = trim(value.replaceAll("[^A-Za-z0-9_.-]", "_"));
    return trim(cut.substring(0, Math.min(cut.length(), NAME_MAX)));
  }

  private static String trim(String value) {
    return value.replaceAll("^[-_.]+", "").replaceAll("[-_.]+$", "");
  }
}
