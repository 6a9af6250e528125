package dev.slipway.ports.cluster.contract;

import static dev.slipway.ports.cluster.contract.Answers.done;

import dev.slipway.domain.assembly.JobSecrets;
import dev.slipway.domain.pod.DisruptionBudgetPlan;
import dev.slipway.domain.pod.NamespacePlan;
import dev.slipway.domain.pod.PodMetadata;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.DisruptionBudgetStore;
import dev.slipway.ports.cluster.NamespaceStore;
import dev.slipway.ports.cluster.PodStore;
import dev.slipway.ports.cluster.SecretStore;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Ports of a cluster where each name of one kind is taken when somebody comes to make what is to
 * have it: another was there just before.
 *
 * @param kind whose names are taken
 * @param labels what the other's object carries, made from what was to be made
 */
public record TakenNames(Kind kind, UnaryOperator<Map<String, String>> labels) {
  /** What somebody else's object carries. */
  public static final Map<String, String> FOREIGN = Map.of("kit", "somebody-else");

  /** What has a name. */
  public enum Kind {
    NAMESPACE,
    RECORD,
    SECRET,
    POD,
    BUDGET;

    private static Kind of(SecretPlan plan) {
      return plan.labels().containsKey(JobSecrets.RECORD_LABEL) ? RECORD : SECRET;
    }
  }

  /** By somebody who has nothing to do with the job. */
  public static TakenNames bySomebodyElse(Kind kind) {
    return new TakenNames(kind, _ -> FOREIGN);
  }

  /** By an earlier try of the same job, whose answer was lost. */
  public static TakenNames byAnEarlierTry(Kind kind) {
    return new TakenNames(kind, labels -> labels);
  }

  /** The same ports, with the names of this kind taken. */
  public ClusterPorts in(ClusterPorts ports) {
    return new ClusterPorts(
        new Pods(ports.pods()),
        new Secrets(ports.secrets()),
        new Budgets(ports.budgets()),
        new Namespaces(ports.namespaces()),
        ports.prerequisites(),
        ports.feed(),
        ports.exec(),
        ports.attach(),
        ports.events(),
        ports.logs(),
        ports.renderer());
  }

  /** The same pod with other labels. */
  public static PodPlan labelled(PodPlan plan, Map<String, String> labels) {
    return new PodPlan(
        plan.name(),
        new PodMetadata(labels, plan.metadata().annotations()),
        plan.initContainers(),
        plan.containers(),
        plan.volumes(),
        plan.access(),
        plan.scheduling(),
        plan.network(),
        plan.security(),
        plan.resources(),
        plan.lifetime(),
        plan.patches());
  }

  /** The same Secret with other labels. */
  public static SecretPlan labelled(SecretPlan plan, Map<String, String> labels) {
    return new SecretPlan(
        plan.namespace(), plan.name(), labels, plan.type(), plan.data(), plan.owner());
  }

  private final class Pods extends PassedOn.Pods {
    Pods(PodStore pods) {
      super(pods);
    }

    @Override
    public ClusterAnswer<PodSnapshot> create(PodPlan plan) {
      if (kind == Kind.POD) {
        done(super.create(labelled(plan, labels.apply(plan.metadata().labels()))));
      }
      return super.create(plan);
    }
  }

  private final class Secrets extends PassedOn.Secrets {
    Secrets(SecretStore secrets) {
      super(secrets);
    }

    @Override
    public ClusterAnswer<StoredSecret> create(SecretPlan plan) {
      if (kind == Kind.of(plan)) {
        done(super.create(labelled(plan, labels.apply(plan.labels()))));
      }
      return super.create(plan);
    }
  }

  private final class Budgets implements DisruptionBudgetStore {
    private final DisruptionBudgetStore budgets;

    Budgets(DisruptionBudgetStore budgets) {
      this.budgets = budgets;
    }

    @Override
    public ClusterAnswer<String> create(DisruptionBudgetPlan plan) {
      if (kind == Kind.BUDGET) {
        Map<String, String> others = labels.apply(plan.labels());
        // One that is somebody else's does not go with the job's pod.
        done(
            budgets.create(
                new DisruptionBudgetPlan(
                    plan.namespace(),
                    plan.name(),
                    others,
                    plan.selector(),
                    plan.owner().filter(_ -> others.equals(plan.labels())))));
      }
      return budgets.create(plan);
    }

    @Override
    public ClusterAnswer<Map<String, String>> labels(String namespace, String name) {
      return budgets.labels(namespace, name);
    }
  }

  private final class Namespaces implements NamespaceStore {
    private final NamespaceStore namespaces;

    Namespaces(NamespaceStore namespaces) {
      this.namespaces = namespaces;
    }

    @Override
    public ClusterAnswer<String> create(NamespacePlan plan) {
      if (kind == Kind.NAMESPACE) {
        done(namespaces.create(new NamespacePlan(plan.name(), labels.apply(plan.labels()))));
      }
      return namespaces.create(plan);
    }

    @Override
    public ClusterAnswer<NamespacePlan> get(String name) {
      return namespaces.get(name);
    }

    @Override
    public ClusterAnswer<String> delete(String name) {
      return namespaces.delete(name);
    }
  }
}
