package dev.slipway.domain.job;

/**
 * What this program calls itself. GitLab, the job log and the metrics see the runner whose
 * behaviour it follows; people see the product.
 */
public final class RunnerVersion {
  /** The product's name. */
  public static final String PRODUCT = "Slipway";

  /** The product's version. */
  public static final String PRODUCT_VERSION = "0.1.0";

  /** The runner it behaves as, which GitLab knows by this name. */
  public static final String COMPATIBLE_NAME = "gitlab-runner";

  /** The version of that runner. */
  public static final String COMPATIBLE_VERSION = "19.3.0";

  private RunnerVersion() {}
}
