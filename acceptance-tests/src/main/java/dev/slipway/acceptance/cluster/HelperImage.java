package dev.slipway.acceptance.cluster;

import java.util.Optional;

/**
 * The helper image with the program as it is on this process's class path. {@code
 * TEST_HELPER_IMAGE} names another one, which a cluster that is not the local one needs.
 */
public final class HelperImage {
  private static final class Holder {
    private static final String NAME =
        Optional.ofNullable(System.getenv("TEST_HELPER_IMAGE")).orElseGet(HelperImage::make);
  }

  private HelperImage() {}

  /** Its name; made the first time it is asked for. */
  public static String name() {
    return Holder.NAME;
  }

  private static String make() {
    return LocalCluster.run("helper-image", System.getProperty("java.class.path")).getLast();
  }
}
