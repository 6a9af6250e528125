package dev.slipway.ports.cluster.contract;

import static dev.slipway.ports.cluster.contract.Answers.done;
import static dev.slipway.ports.cluster.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.DisruptionBudgetPlan;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.SecretPlan.PodOwner;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.DisruptionBudgetStore;
import dev.slipway.ports.cluster.GracePeriod;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a {@link DisruptionBudgetStore} does. */
@Timeout(180)
public abstract class DisruptionBudgetStoreContract {
  protected abstract ClusterFixture cluster();

  private DisruptionBudgetStore store() {
    return cluster().stores().budgets();
  }

  private DisruptionBudgetPlan plan(String namespace, String name) {
    return new DisruptionBudgetPlan(
        namespace, name, Map.of("kit", name), Map.of("kit", name), Optional.empty());
  }

  @Test
  @DisplayName("it is made once and comes back with its labels; it goes with the pod that owns it")
  void owned() {
    String name = KitPods.unique("budget");
    PodPlan pod = KitPods.shell(cluster(), name, Map.of("kit", name));
    PodSnapshot owner = done(cluster().stores().pods().create(pod));
    DisruptionBudgetPlan plan =
        plan(cluster().namespace(), name).ownedBy(new PodOwner(owner.name().name(), owner.uid()));
    assertThat(done(store().create(plan))).isEqualTo(name);
    refused(store().create(plan), ClusterError.Conflict.class);
    assertThat(done(store().labels(cluster().namespace(), name)))
        .containsExactlyInAnyOrderEntriesOf(plan.labels());
    done(cluster().stores().pods().delete(pod.name(), new GracePeriod.Seconds(0)));
    // Nobody tells when it is gone; once it is, the name is free.
    DisruptionBudgetPlan again = plan(cluster().namespace(), name);
    for (int tries = 0; !(store().create(again) instanceof ClusterAnswer.Done<String>); tries++) {
      assertThat(tries).as("tries until the owned one is gone").isLessThan(3000);
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Test
  @DisplayName("one without labels has none")
  void bare() {
    String name = KitPods.unique("budget");
    String namespace = cluster().namespace();
    done(
        store()
            .create(
                new DisruptionBudgetPlan(
                    namespace, name, Map.of(), Map.of("kit", name), Optional.empty())));
    assertThat(done(store().labels(namespace, name))).isEmpty();
  }

  @Test
  @DisplayName("what is not there is NotFound")
  void notFound() {
    refused(
        store().labels(cluster().namespace(), KitPods.unique("budget")),
        ClusterError.NotFound.class);
  }

  @Test
  @DisplayName("a namespace that is not there is NotFound or Forbidden")
  void nowhere() {
    assertThat(
            refused(
                store().create(plan("no-such-namespace", KitPods.unique("budget"))),
                ClusterError.class))
        .isInstanceOfAny(ClusterError.NotFound.class, ClusterError.Forbidden.class);
  }

  @Test
  @DisplayName("who may do nothing is Forbidden")
  void forbidden() {
    refused(
        cluster()
            .powerless()
            .budgets()
            .create(plan(cluster().namespace(), KitPods.unique("budget"))),
        ClusterError.Forbidden.class);
    refused(
        cluster().powerless().budgets().labels(cluster().namespace(), KitPods.unique("budget")),
        ClusterError.Forbidden.class);
  }
}
