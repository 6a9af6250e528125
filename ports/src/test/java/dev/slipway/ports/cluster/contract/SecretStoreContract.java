package dev.slipway.ports.cluster.contract;

import static dev.slipway.ports.cluster.contract.Answers.done;
import static dev.slipway.ports.cluster.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.domain.pod.SecretPlan.PodOwner;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.GracePeriod;
import dev.slipway.ports.cluster.SecretStore;
import dev.slipway.ports.cluster.SecretStore.StoredSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a {@link SecretStore} does. */
@Timeout(180)
public abstract class SecretStoreContract {
  private static final Map<String, String> DATA =
      Map.of("v0001", "plain", "v0002", "", "v0003", "ä ü 日本\n$HOME \"quoted\"\n");

  protected abstract ClusterFixture cluster();

  private SecretStore store() {
    return cluster().stores().secrets();
  }

  private SecretPlan plan(String name) {
    return KitPods.secret(cluster(), name, Map.of("kit", name), DATA);
  }

  @Test
  @DisplayName("a Secret comes back as it was made")
  void create() {
    SecretPlan plan = plan(KitPods.unique("made"));
    StoredSecret stored = done(store().create(plan));
    assertThat(stored.plan()).isEqualTo(plan);
    assertThat(stored.resourceVersion()).isNotBlank();
    assertThat(Duration.between(Instant.ofEpochSecond(stored.created()), Instant.now()).abs())
        .isLessThan(Duration.ofHours(1));
    assertThat(done(store().list(cluster().namespace(), plan.labels()))).containsExactly(stored);
    assertThat(done(store().delete(plan.namespace(), plan.name()))).isEqualTo(plan.name());
    assertThat(done(store().list(cluster().namespace(), plan.labels()))).isEmpty();
  }

  @Test
  @DisplayName("creating a Secret twice with one name answers Conflict")
  void conflict() {
    SecretPlan plan = plan(KitPods.unique("twice"));
    done(store().create(plan));
    refused(store().create(plan), ClusterError.Conflict.class);
    done(store().delete(plan.namespace(), plan.name()));
  }

  @Test
  @DisplayName("replacing compares the version: the second of two writers gets Conflict")
  void replace() {
    SecretPlan plan = plan(KitPods.unique("replaced"));
    StoredSecret first = done(store().create(plan));
    SecretPlan changed =
        KitPods.secret(cluster(), plan.name(), plan.labels(), Map.of("step", "running"));
    StoredSecret second = done(store().replace(changed, first.resourceVersion()));
    assertThat(second.plan()).isEqualTo(changed);
    assertThat(second.resourceVersion()).isNotEqualTo(first.resourceVersion());
    refused(store().replace(plan, first.resourceVersion()), ClusterError.Conflict.class);
    assertThat(done(store().list(cluster().namespace(), plan.labels()))).containsExactly(second);
    done(store().delete(plan.namespace(), plan.name()));
  }

  @Test
  @DisplayName("a list takes those that carry all labels")
  void list() {
    String tag = KitPods.unique("listed");
    SecretPlan both =
        KitPods.secret(cluster(), tag + "-a", Map.of("kit", tag, "kind", "a"), Map.of("k", "1"));
    SecretPlan one = KitPods.secret(cluster(), tag + "-b", Map.of("kit", tag), Map.of("k", "2"));
    done(store().create(both));
    done(store().create(one));
    assertThat(done(store().list(cluster().namespace(), Map.of("kit", tag))))
        .extracting(StoredSecret::plan)
        .containsExactlyInAnyOrder(both, one);
    assertThat(done(store().list(cluster().namespace(), both.labels())))
        .extracting(StoredSecret::plan)
        .containsExactly(both);
    done(store().delete(cluster().namespace(), both.name()));
    done(store().delete(cluster().namespace(), one.name()));
  }

  @Test
  @DisplayName("what is not there is NotFound")
  void notFound() {
    refused(store().delete(cluster().namespace(), "absent"), ClusterError.NotFound.class);
    refused(store().replace(plan("absent"), "1"), ClusterError.NotFound.class);
    SecretPlan nowhere =
        new SecretPlan("no-such-namespace", "x", Map.of(), "Opaque", Map.of(), Optional.empty());
    assertThat(refused(store().create(nowhere), ClusterError.class))
        .isInstanceOfAny(ClusterError.NotFound.class, ClusterError.Forbidden.class);
  }

  @Test
  @DisplayName("a key with a sign that Kubernetes does not take is Invalid; no value is quoted")
  void invalid() {
    SecretPlan plan =
        KitPods.secret(cluster(), KitPods.unique("keys"), Map.of(), Map.of("a b", "t0ps3cret"));
    assertThat(refused(store().create(plan), ClusterError.Invalid.class).message())
        .doesNotContain("t0ps3cret");
  }

  @Test
  @DisplayName("a Secret that a pod owns goes with the pod")
  void owned() throws Exception {
    PodPlan pod = KitPods.shell(cluster(), KitPods.unique("owner"), Map.of());
    PodSnapshot owner = done(cluster().stores().pods().create(pod));
    String name = KitPods.unique("owned");
    SecretPlan plan =
        new SecretPlan(
            cluster().namespace(),
            name,
            Map.of("kit", name),
            "Opaque",
            Map.of("k", "v"),
            Optional.of(new PodOwner(owner.name().name(), owner.uid())));
    assertThat(done(store().create(plan)).plan()).isEqualTo(plan);
    done(cluster().stores().pods().delete(pod.name(), new GracePeriod.Seconds(0)));
    // Nobody tells when a Secret is gone: the store has no watch.
    for (int tries = 0;
        !done(store().list(cluster().namespace(), plan.labels())).isEmpty();
        tries++) {
      assertThat(tries).as("lists until the owned Secret is gone").isLessThan(3000);
      LockSupport.parkNanos(20_000_000);
    }
    refused(
        cluster().stores().pods().get(new PodName(cluster().namespace(), pod.name().name())),
        ClusterError.NotFound.class);
  }

  @Test
  @DisplayName("who may do nothing is Forbidden")
  void forbidden() {
    SecretStore powerless = cluster().powerless().secrets();
    SecretPlan plan = plan(KitPods.unique("forbidden"));
    refused(powerless.create(plan), ClusterError.Forbidden.class);
    refused(powerless.replace(plan, "1"), ClusterError.Forbidden.class);
    refused(powerless.list(cluster().namespace(), Map.of()), ClusterError.Forbidden.class);
    refused(powerless.delete(plan.namespace(), plan.name()), ClusterError.Forbidden.class);
  }
}
