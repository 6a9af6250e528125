package dev.slipway.acceptance.coordinator.job;

import java.time.Instant;

/**
 * A job came into a state.
 *
 * @param nanos {@link System#nanoTime()} of the change
 */
public record StateChange(JobState state, Instant at, long nanos) {}
