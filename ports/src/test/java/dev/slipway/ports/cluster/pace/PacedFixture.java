package dev.slipway.ports.cluster.pace;

import dev.slipway.ports.cluster.DisruptionBudgetStore;
import dev.slipway.ports.cluster.NamespaceStore;
import dev.slipway.ports.cluster.PodStore;
import dev.slipway.ports.cluster.Prerequisites;
import dev.slipway.ports.cluster.SecretStore;
import dev.slipway.ports.cluster.contract.ClusterFixture;
import dev.slipway.ports.cluster.fake.FakeCluster;

/** A fake cluster behind a bucket that is never empty for long. */
final class PacedFixture implements ClusterFixture {
  private final FakeCluster cluster = new FakeCluster("ci");
  private final TokenBucket bucket = new TokenBucket(10_000, 1, System.nanoTime());

  @Override
  public String namespace() {
    return "ci";
  }

  @Override
  public String image() {
    return "any:1";
  }

  @Override
  public Stores stores() {
    return paced(
        new Stores(
            cluster.pods(),
            cluster.secrets(),
            cluster.budgets(),
            cluster.namespaces(),
            cluster.prerequisites(),
            cluster.feed()));
  }

  @Override
  public Stores powerless() {
    return paced(
        new Stores(
            cluster.powerlessPods(),
            cluster.powerlessSecrets(),
            cluster.powerlessBudgets(),
            cluster.powerlessNamespaces(),
            cluster.powerlessPrerequisites(),
            cluster.powerlessFeed()));
  }

  private Stores paced(Stores stores) {
    return new Stores(
        PacedPorts.paced(PodStore.class, stores.pods(), bucket),
        PacedPorts.paced(SecretStore.class, stores.secrets(), bucket),
        PacedPorts.paced(DisruptionBudgetStore.class, stores.budgets(), bucket),
        PacedPorts.paced(NamespaceStore.class, stores.namespaces(), bucket),
        PacedPorts.paced(Prerequisites.class, stores.prerequisites(), bucket),
        stores.feed());
  }
}
