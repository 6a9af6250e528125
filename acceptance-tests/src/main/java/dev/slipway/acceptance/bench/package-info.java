/** Measures jobs on the real cluster. Prints figures; judges nothing. */
@NullMarked
package dev.slipway.acceptance.bench;

import org.jspecify.annotations.NullMarked;
