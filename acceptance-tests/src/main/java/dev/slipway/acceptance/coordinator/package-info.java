/**
 * A stand-in for the GitLab server: a real HTTP server that speaks the job API, for acceptance
 * tests and for trying a runner by hand.
 *
 * <p>It is strict. What GitLab would quietly ignore is refused here and written down as a {@link
 * dev.slipway.acceptance.coordinator.wire.Violation}, so that a test can assert there was none.
 *
 * <pre>
 * Coordinator = the server, its queue of jobs and what it has seen
 * wire        = HTTP: calls, answers, the journal of requests and violations, faults
 * job         = what a job is on the server's side: specification, payload, state, trace
 * api         = the endpoints of the job API and their checks
 * git         = a repository made by code and its smart HTTP service
 * pipeline    = the repositories and jobs of an example project
 * </pre>
 */
@NullMarked
package dev.slipway.acceptance.coordinator;

import org.jspecify.annotations.NullMarked;
