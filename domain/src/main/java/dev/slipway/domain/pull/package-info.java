/**
 * Pull policies tried in turn.
 *
 * <pre>
 * PullStep = Try(ladder, warning, info) | GiveUp(failure)
 * </pre>
 */
@NullMarked
package dev.slipway.domain.pull;

import org.jspecify.annotations.NullMarked;
