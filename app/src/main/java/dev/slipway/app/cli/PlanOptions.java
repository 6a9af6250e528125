package dev.slipway.app.cli;

import java.nio.file.Path;

/**
 * What {@code slipway plan} was asked for.
 *
 * @param configFile beside it lies the id of the installation
 * @param job the body of an answer to {@code jobs/request}
 */
public record PlanOptions(Path configFile, String job) {
  /** Leaves out the job, which holds secrets. */
  @Override
  public String toString() {
    return "PlanOptions[" + configFile + "]";
  }
}
