/**
 * HTTP as the stand-in sees it: calls, answers, the journal, and faults made on purpose.
 *
 * <pre>
 * Answer    = empty | json | text | bytes | streamed
 * CallKind  = JOB_REQUEST | JOB_RUNNING | JOB_FINAL | TRACE | ...
 * Fault     = AnswerWith(status) | Drop | DropAfter | Delay(time) | Hold(gate)
 * </pre>
 */
@NullMarked
package dev.slipway.acceptance.coordinator.wire;

import org.jspecify.annotations.NullMarked;
