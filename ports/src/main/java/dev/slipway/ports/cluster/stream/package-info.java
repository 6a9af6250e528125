/**
 * The Kubernetes stream protocol over a WebSocket: the one implementation of {@link
 * dev.slipway.ports.cluster.ContainerExec} and {@link dev.slipway.ports.cluster.ContainerAttach}.
 * An adapter only opens the WebSocket, sends and receives frames, and closes it ({@link
 * dev.slipway.ports.cluster.stream.StreamDialer}).
 *
 * <p>The first byte of a binary frame is its channel: 0 standard input, 1 standard output, 2
 * standard error, 3 the final status as JSON; with {@code v5.channel.k8s.io} also 255, whose second
 * byte names a channel that has ended. A stream that ends without a status is lost, whatever the
 * client library calls it.
 *
 * <pre>
 * DialAnswer = Open(socket, subprotocol) | Refused(status, body) | Failed(how)
 * </pre>
 */
@NullMarked
package dev.slipway.ports.cluster.stream;

import org.jspecify.annotations.NullMarked;
