/** Tests of the trace pipeline. */
@NullMarked
package dev.slipway.domain.trace;

import org.jspecify.annotations.NullMarked;
