package dev.slipway.app.cli;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.settings.RunnerSettings;

/** What {@code slipway plan} shows. */
@FunctionalInterface
public interface PlanHook {
  /**
   * The objects that the job's start would make, with their secrets masked. Nothing is sent.
   *
   * @throws FailureException as the job would fail
   */
  PlanAnswer plan(RunnerSettings runner, PlanOptions options) throws FailureException;
}
