/**
 * The job log on its way to GitLab: masked, repaired, stamped, limited, summed. Pure state machines
 * over bytes; time comes in as an argument, bytes leave through a {@link
 * dev.slipway.domain.trace.ByteSink}. Nothing here is safe for concurrent use: one lock covers all
 * chains of one log.
 *
 * <pre>
 * TraceFilterChain = PhraseMasker -> UrlParameterMasker -> TokenPrefixMasker -> Utf8Repair -> [Timestamper] -> TraceLog
 * </pre>
 *
 * <p>The bytes that leave depend on the bytes that came in (and on the clock, inside a timestamp),
 * never on how the input was cut into writes: a second manager that reads the same log in other
 * pieces makes the same trace.
 */
@NullMarked
package dev.slipway.domain.trace;

import org.jspecify.annotations.NullMarked;
