/**
 * A CI job: what GitLab sent, and how it ended.
 *
 * <pre>
 * JobOutcome = Passed | ScriptFailed(exitCode) | Canceled | TimedOut(text) | Broken(failure)
 * </pre>
 */
@NullMarked
package dev.slipway.domain.job;

import org.jspecify.annotations.NullMarked;
