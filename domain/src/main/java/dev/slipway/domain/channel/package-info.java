/**
 * How scripts travel into a container and how their end is seen: the lines for the standard input
 * of a container's first process, and the marker lines in the log file. All of it was tried with
 * bash, dash and busybox sh.
 *
 * <pre>
 * LogEvent      = Output(bytes) | Started(marker) | Ended(marker, exitCode)
 * ChannelAnswer = Probed(word, tools) | Beat(exitFiles)
 * </pre>
 */
@NullMarked
package dev.slipway.domain.channel;

import org.jspecify.annotations.NullMarked;
