/**
 * The contract kits of the cluster's ports: what every adapter and the fake must do. A kit is an
 * abstract class; the run for an adapter names its {@link
 * dev.slipway.ports.cluster.contract.ClusterFixture} and nothing else.
 */
@NullMarked
package dev.slipway.ports.cluster.contract;

import org.jspecify.annotations.NullMarked;
