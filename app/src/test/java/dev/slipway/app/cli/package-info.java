@NullMarked
package dev.slipway.app.cli;

import org.jspecify.annotations.NullMarked;
