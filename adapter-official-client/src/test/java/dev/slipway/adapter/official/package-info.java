/** Runs the kits that need no cluster. */
@NullMarked
package dev.slipway.adapter.official;

import org.jspecify.annotations.NullMarked;
