package dev.slipway.ports.cluster.contract;

import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.GracePeriod;
import dev.slipway.ports.cluster.PodStore;
import dev.slipway.ports.cluster.SecretStore;
import java.util.List;
import java.util.Map;

/** Stores that pass each call on to others; a trouble of a test overrides one call of them. */
public final class PassedOn {
  private PassedOn() {}

  /** The same ports with other pods and Secrets. */
  public static ClusterPorts with(ClusterPorts ports, PodStore pods, SecretStore secrets) {
    return new ClusterPorts(
        pods,
        secrets,
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

  /** Pods of another store. */
  public static class Pods implements PodStore {
    private final PodStore pods;

    public Pods(PodStore pods) {
      this.pods = pods;
    }

    @Override
    public ClusterAnswer<PodSnapshot> create(PodPlan plan) {
      return pods.create(plan);
    }

    @Override
    public ClusterAnswer<List<PodSnapshot>> list(String namespace, Map<String, String> labels) {
      return pods.list(namespace, labels);
    }

    @Override
    public ClusterAnswer<PodSnapshot> get(PodName name) {
      return pods.get(name);
    }

    @Override
    public ClusterAnswer<PodName> delete(PodName name, GracePeriod grace) {
      return pods.delete(name, grace);
    }
  }

  /** Secrets of another store. */
  public static class Secrets implements SecretStore {
    private final SecretStore secrets;

    public Secrets(SecretStore secrets) {
      this.secrets = secrets;
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
      return secrets.list(namespace, labels);
    }

    @Override
    public ClusterAnswer<String> delete(String namespace, String name) {
      return secrets.delete(namespace, name);
    }
  }
}
