package dev.slipway.ports.cluster.fake;

import dev.slipway.ports.cluster.contract.ExecScriptsContract;
import dev.slipway.ports.cluster.contract.StreamFixture;
import org.junit.jupiter.api.extension.RegisterExtension;

class FakeExecScriptsTest extends ExecScriptsContract {
  @RegisterExtension static final NodeFixture CLUSTER = new NodeFixture();

  @Override
  protected StreamFixture cluster() {
    return CLUSTER;
  }
}
