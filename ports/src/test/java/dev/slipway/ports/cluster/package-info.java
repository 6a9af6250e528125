/** Tests of the cluster ports' own values. */
@NullMarked
package dev.slipway.ports.cluster;

import org.jspecify.annotations.NullMarked;
