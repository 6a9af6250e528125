/** Tests of the pace at which a cluster is asked. */
@NullMarked
package dev.slipway.ports.cluster.pace;

import org.jspecify.annotations.NullMarked;
