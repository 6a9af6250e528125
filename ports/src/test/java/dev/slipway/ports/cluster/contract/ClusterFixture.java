package dev.slipway.ports.cluster.contract;

import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.DisruptionBudgetStore;
import dev.slipway.ports.cluster.NamespaceStore;
import dev.slipway.ports.cluster.PodFeed;
import dev.slipway.ports.cluster.PodStore;
import dev.slipway.ports.cluster.Prerequisites;
import dev.slipway.ports.cluster.SecretStore;

/** A cluster as a kit sees it. */
public interface ClusterFixture {
  /** A namespace that exists and that nobody else writes to. */
  String namespace();

  /** An image with {@code sh} and the usual small tools, present on the nodes. */
  String image();

  /** The stores and the feed of somebody who may do all that the ports need. */
  Stores stores();

  /** The same cluster for somebody who is known and may do nothing. */
  Stores powerless();

  /** The ports that need no container that runs. */
  record Stores(
      PodStore pods,
      SecretStore secrets,
      DisruptionBudgetStore budgets,
      NamespaceStore namespaces,
      Prerequisites prerequisites,
      PodFeed feed) {
    /** Those of all ports. */
    public static Stores of(ClusterPorts ports) {
      return new Stores(
          ports.pods(),
          ports.secrets(),
          ports.budgets(),
          ports.namespaces(),
          ports.prerequisites(),
          ports.feed());
    }
  }
}
