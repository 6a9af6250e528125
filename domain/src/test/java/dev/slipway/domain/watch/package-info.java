/** The judge of pods, tested as scripted timelines. */
@NullMarked
package dev.slipway.domain.watch;

import org.jspecify.annotations.NullMarked;
