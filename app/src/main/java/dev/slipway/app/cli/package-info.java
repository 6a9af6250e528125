/**
 * The command line: what is typed becomes settings and options, and the log is set up. What a
 * command then does is given from outside.
 *
 * <pre>
 * Commands = run | plan | lint
 * </pre>
 */
@NullMarked
package dev.slipway.app.cli;

import org.jspecify.annotations.NullMarked;
