/**
 * Puts the program together with Dagger, and is the only place that knows an adapter. Everything
 * else takes what it needs in its constructor and can be built by hand.
 */
@NullMarked
package dev.slipway.app.wiring;

import org.jspecify.annotations.NullMarked;
