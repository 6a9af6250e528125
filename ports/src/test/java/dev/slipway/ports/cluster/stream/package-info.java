/** Tests of the stream codec with recorded frames and a dialer by hand. */
@NullMarked
package dev.slipway.ports.cluster.stream;

import org.jspecify.annotations.NullMarked;
