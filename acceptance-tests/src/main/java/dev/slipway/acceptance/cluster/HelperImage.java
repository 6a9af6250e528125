package dev.slipway.acceptance.cluster;

import java.util.Optional;

/**
 * Helper images that are made when they are asked for. A cluster that is not the local one needs
 * other ones: {@code TEST_HELPER_IMAGE} and {@code TEST_OFFICIAL_HELPER_IMAGE} name them.
 */
public final class HelperImage {
  private static final class Holder {
    private static final String NAME = named("TEST_HELPER_IMAGE").orElseGet(HelperImage::make);
  }

  private static final class LookAlike {
    private static final String NAME =
        named("TEST_OFFICIAL_HELPER_IMAGE")
            .orElseGet(() -> LocalCluster.run("lookalike-helper-image").getLast());
  }

  private HelperImage() {}

  /** The one with the program as it is on this process's class path. */
  public static String name() {
    return Holder.NAME;
  }

  /** One with what GitLab's own helper image has: busybox, bash, git, nothing of this project. */
  public static String lookAlike() {
    return LookAlike.NAME;
  }

  private static Optional<String> named(String variable) {
    return Optional.ofNullable(System.getenv(variable));
  }

  private static String make() {
    return LocalCluster.run("helper-image", System.getProperty("java.class.path")).getLast();
  }
}
