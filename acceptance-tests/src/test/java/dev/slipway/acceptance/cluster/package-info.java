/** The registries that the nodes pull from. */
@NullMarked
package dev.slipway.acceptance.cluster;

import org.jspecify.annotations.NullMarked;
