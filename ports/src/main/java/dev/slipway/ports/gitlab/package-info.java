/**
 * What the application asks of GitLab's job API.
 *
 * <pre>
 * AskAnswer    = JobGiven(job) | NoJob | Troubled(what) | RunnerForbidden | Misconfigured(what)
 * UpdateAnswer = Accepted | NotYet | TraceMismatch | JobGone | Failed, each with what the server wants
 * TraceAnswer  = Appended(offset) | Rewind(offset) | NotFound | JobGone | Failed, each with what the server wants
 * </pre>
 */
@NullMarked
package dev.slipway.ports.gitlab;

import org.jspecify.annotations.NullMarked;
