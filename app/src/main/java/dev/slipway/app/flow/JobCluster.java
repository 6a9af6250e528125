package dev.slipway.app.flow;

import dev.slipway.ports.cluster.ClusterPorts;

/** One cluster as the jobs of this manager see it, through whichever client. */
public record JobCluster(ClusterPorts ports, PodWatch watch) {}
