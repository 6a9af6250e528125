/** The command line and the program's own log, tested. */
@NullMarked
package dev.slipway.app.cli;

import org.jspecify.annotations.NullMarked;
