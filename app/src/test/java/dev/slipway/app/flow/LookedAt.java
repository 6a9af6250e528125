package dev.slipway.app.flow;

import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.SecretStore;
import java.util.List;
import java.util.Map;

/**
 * Secrets among which something happens behind each look at them.
 *
 * @param then what happens
 */
record LookedAt(SecretStore secrets, Runnable then) implements SecretStore {
  /** The same ports with these Secrets. */
  static ClusterPorts by(ClusterPorts ports, Runnable then) {
    return new ClusterPorts(
        ports.pods(),
        new LookedAt(ports.secrets(), then),
        ports.budgets(),
        ports.namespaces(),
        ports.prerequisites(),
        ports.feed(),
        ports.exec(),
        ports.attach(),
        ports.events(),
        ports.logs(),
        ports.renderer());
  }

  @Override
  public ClusterAnswer<StoredSecret> create(SecretPlan plan) {
    return secrets.create(plan);
  }

  @Override
  public ClusterAnswer<StoredSecret> replace(SecretPlan plan, String resourceVersion) {
    return secrets.replace(plan, resourceVersion);
  }

  @Override
  public ClusterAnswer<List<StoredSecret>> list(String namespace, Map<String, String> labels) {
    ClusterAnswer<List<StoredSecret>> answer = secrets.list(namespace, labels);
    then.run();
    return answer;
  }

  @Override
  public ClusterAnswer<String> delete(String namespace, String name) {
    return secrets.delete(namespace, name);
  }
}
