/**
 * From a claimed job to the plan of its pod: a visible list of small parts, each of which adds one
 * concern to a draft. Pure.
 */
@NullMarked
package dev.slipway.domain.assembly;

import org.jspecify.annotations.NullMarked;
