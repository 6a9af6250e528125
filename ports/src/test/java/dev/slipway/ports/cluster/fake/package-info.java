/**
 * A cluster in memory: pods, Secrets and the feed, held to the same contract kits as the adapters.
 */
@NullMarked
package dev.slipway.ports.cluster.fake;

import org.jspecify.annotations.NullMarked;
