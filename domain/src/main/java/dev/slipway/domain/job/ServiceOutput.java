package dev.slipway.domain.job;

/**
 * What a service container prints and the job's log shows.
 *
 * @param container the service's
 * @param title what stands before each of its lines: the image without its tag, then the aliases
 */
public record ServiceOutput(String container, String title) {}
