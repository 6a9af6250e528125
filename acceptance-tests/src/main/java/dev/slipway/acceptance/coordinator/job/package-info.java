/**
 * A job as the server sees it.
 *
 * <pre>
 * JobSpec         = what a test says about a job; everything else comes from PayloadTemplate
 * Job             = the server's side: state machine, trace, artifacts
 * RunnerAbilities = what the runner that took it can do
 * OfferedJob      = the test's side: a view of a Job, with waiting
 * JobState        = OFFERED | PENDING | RUNNING | CANCELING | SUCCESS | FAILED | CANCELED
 * </pre>
 */
@NullMarked
package dev.slipway.acceptance.coordinator.job;

import org.jspecify.annotations.NullMarked;
