package dev.slipway.ports.cluster.fake;

import dev.slipway.ports.cluster.contract.ClusterFixture;

/** A fake cluster as the kits see it. */
record FakeFixture(FakeCluster cluster) implements ClusterFixture {
  FakeFixture() {
    this(new FakeCluster("ci"));
  }

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
    return new Stores(
        cluster.pods(),
        cluster.secrets(),
        cluster.budgets(),
        cluster.namespaces(),
        cluster.prerequisites(),
        cluster.feed());
  }

  @Override
  public Stores powerless() {
    return new Stores(
        cluster.powerlessPods(),
        cluster.powerlessSecrets(),
        cluster.powerlessBudgets(),
        cluster.powerlessNamespaces(),
        cluster.powerlessPrerequisites(),
        cluster.powerlessFeed());
  }
}
