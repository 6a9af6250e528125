package dev.slipway.domain.job;

/**
 * A job whose pod runs.
 *
 * @param podUid tells the pod from another of the same name
 */
public record LiveJob(PlannedJob planned, String podUid) {}
