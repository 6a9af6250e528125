package dev.slipway.ports.cluster.fake;

import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.contract.StreamFixture;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A fake cluster with a node, as the kits of streams see it; the node lives as long as a class. */
record NodeFixture(FakeNode node) implements StreamFixture, AfterAllCallback {
  NodeFixture() {
    this(new FakeNode(new FakeCluster("ci"), "ci"));
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
  public ClusterPorts ports() {
    return node.ports();
  }

  @Override
  public ClusterPorts powerlessPorts() {
    return node.powerlessPorts();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    node.close();
  }
}
