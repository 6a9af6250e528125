/** Tests of the shared feed with a scripted source. */
@NullMarked
package dev.slipway.ports.cluster.feed;

import org.jspecify.annotations.NullMarked;
