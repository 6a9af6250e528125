/**
 * A limit on how fast one cluster is asked: the ports again, each with a token taken from a bucket
 * before it asks. A watch is opened once and paces itself, and what goes over an open stream is no
 * request.
 */
@NullMarked
package dev.slipway.ports.cluster.pace;

import org.jspecify.annotations.NullMarked;
