package dev.slipway.acceptance.coordinator.job;

/**
 * What the runner that takes a job can do, by its {@code info.features}.
 *
 * @param twoPhaseCommit it accepts a job with a first update; until then the job is pending
 * @param cancelsGracefully it understands {@code Job-Status: canceling}; others see {@code
 *     canceled}
 */
public record RunnerAbilities(boolean twoPhaseCommit, boolean cancelsGracefully) {}
