/** The program: its beginning, and below it the core, its commands, its configuration. */
@NullMarked
package dev.slipway.app;

import org.jspecify.annotations.NullMarked;
