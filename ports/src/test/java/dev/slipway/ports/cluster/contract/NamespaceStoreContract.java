package dev.slipway.ports.cluster.contract;

import static dev.slipway.ports.cluster.contract.Answers.done;
import static dev.slipway.ports.cluster.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.NamespacePlan;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.NamespaceStore;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a {@link NamespaceStore} does. */
@Timeout(180)
public abstract class NamespaceStoreContract {
  protected abstract ClusterFixture cluster();

  private NamespaceStore store() {
    return cluster().stores().namespaces();
  }

  @Test
  @DisplayName("it is made once, comes back with its labels, and goes")
  void life() {
    String name = KitPods.unique("namespace");
    NamespacePlan plan = new NamespacePlan(name, Map.of("kit", name));
    assertThat(done(store().create(plan))).isEqualTo(name);
    refused(store().create(plan), ClusterError.Conflict.class);
    NamespacePlan found = done(store().get(name));
    assertThat(found.name()).isEqualTo(name);
    assertThat(found.labels()).containsAllEntriesOf(plan.labels());
    assertThat(done(store().delete(name))).isEqualTo(name);
    // Nobody tells when it is gone.
    for (int tries = 0; store().get(name) instanceof ClusterAnswer.Done<?>; tries++) {
      assertThat(tries).as("looks until it is gone").isLessThan(3_000);
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Test
  @DisplayName("what is not there is NotFound")
  void notFound() {
    refused(store().get("no-such-namespace"), ClusterError.NotFound.class);
    refused(store().delete("no-such-namespace"), ClusterError.NotFound.class);
  }

  @Test
  @DisplayName("who may do nothing is Forbidden")
  void forbidden() {
    NamespaceStore powerless = cluster().powerless().namespaces();
    refused(
        powerless.create(new NamespacePlan("forbidden", Map.of())), ClusterError.Forbidden.class);
    refused(powerless.get("forbidden"), ClusterError.Forbidden.class);
    refused(powerless.delete("forbidden"), ClusterError.Forbidden.class);
  }
}
