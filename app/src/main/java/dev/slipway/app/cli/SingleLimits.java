package dev.slipway.app.cli;

import java.time.Duration;

/**
 * When {@code run-single} ends by itself.
 *
 * @param maxBuilds after so many jobs; 0 for never
 * @param waitTimeout when for so long there was no job; zero for never
 */
public record SingleLimits(int maxBuilds, Duration waitTimeout) {}
