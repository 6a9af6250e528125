/** The launcher script: which Java it starts, and what it does with signals. */
@NullMarked
package dev.slipway.acceptance.launcher;

import org.jspecify.annotations.NullMarked;
