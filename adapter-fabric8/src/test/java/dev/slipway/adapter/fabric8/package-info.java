/** Runs the kits that need no cluster. */
@NullMarked
package dev.slipway.adapter.fabric8;

import org.jspecify.annotations.NullMarked;
