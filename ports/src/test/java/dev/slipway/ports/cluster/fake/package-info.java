/**
 * A cluster in memory, held to the same contract kits as the adapters. With a {@link
 * dev.slipway.ports.cluster.fake.FakeNode} its containers run as processes of this machine.
 */
@NullMarked
package dev.slipway.ports.cluster.fake;

import org.jspecify.annotations.NullMarked;
