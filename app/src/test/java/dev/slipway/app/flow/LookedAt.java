package dev.slipway.app.flow;

import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.SecretStore;
import dev.slipway.ports.cluster.contract.PassedOn;
import java.util.List;
import java.util.Map;

/** Secrets among which something happens behind each look at them. */
final class LookedAt extends PassedOn.Secrets {
  private final Runnable then;

  private LookedAt(SecretStore secrets, Runnable then) {
    super(secrets);
    this.then = then;
  }

  /**
   * The same ports with these Secrets.
   *
   * @param then what happens
   */
  static ClusterPorts by(ClusterPorts ports, Runnable then) {
    return PassedOn.with(ports, ports.pods(), new LookedAt(ports.secrets(), then));
  }

  @Override
  public ClusterAnswer<List<StoredSecret>> list(String namespace, Map<String, String> labels) {
    ClusterAnswer<List<StoredSecret>> answer = super.list(namespace, labels);
    then.run();
    return answer;
  }
}
