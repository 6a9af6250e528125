package dev.slipway.ports.cluster.contract;

import static dev.slipway.ports.cluster.contract.Answers.done;
import static dev.slipway.ports.cluster.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.AccessPlan;
import dev.slipway.domain.pod.ContainerPlan;
import dev.slipway.domain.pod.EnvPlan;
import dev.slipway.domain.pod.LifetimePlan;
import dev.slipway.domain.pod.MountPlan;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.pod.ResourcesPlan;
import dev.slipway.domain.pod.SchedulingPlan;
import dev.slipway.domain.pod.SecurityPlan;
import dev.slipway.domain.pod.VolumePlan;
import dev.slipway.domain.watch.ContainerState;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.GracePeriod;
import dev.slipway.ports.cluster.PodStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a {@link PodStore} does. */
@Timeout(180)
public abstract class PodStoreContract {
  private static final GracePeriod AT_ONCE = new GracePeriod.Seconds(0);

  protected abstract ClusterFixture cluster();

  private PodStore store() {
    return cluster().stores().pods();
  }

  private PodWatcher watch(String label) {
    return new PodWatcher(cluster().stores().feed(), cluster().namespace(), Map.of("kit", label));
  }

  private PodPlan plan(String name) {
    return KitPods.shell(cluster(), name, Map.of("kit", name));
  }

  @Test
  @DisplayName(
      "a pod without any optional field is created, becomes ready, and can be looked at and listed")
  void create() throws Exception {
    PodPlan plan = plan(KitPods.unique("bare"));
    try (PodWatcher watcher = watch(plan.name().name())) {
      PodSnapshot created = done(store().create(plan));
      assertThat(created.name()).isEqualTo(plan.name());
      assertThat(created.uid()).isNotBlank();
      assertThat(created.resourceVersion()).isNotBlank();
      assertThat(created.phase()).isEqualTo("Pending");
      assertThat(created.deleting()).isFalse();
      PodSnapshot ready = watcher.awaitReady(plan.name());
      PodSnapshot looked = done(store().get(plan.name()));
      Map<String, String> labels = Map.of("kit", plan.name().name());
      assertThat(done(store().list(cluster().namespace(), labels))).containsExactly(looked);
      assertThat(done(store().list(cluster().namespace(), Map.of("kit", "another")))).isEmpty();
      assertThat(looked.uid()).isEqualTo(created.uid()).isEqualTo(ready.uid());
      assertThat(looked.phase()).isEqualTo("Running");
      assertThat(looked.node()).isPresent();
      assertThat(looked.containers())
          .singleElement()
          .satisfies(
              container -> {
                assertThat(container.name()).isEqualTo("main");
                assertThat(container.image()).contains(cluster().image());
                assertThat(container.state()).isEqualTo(new ContainerState.Running());
              });
      assertThat(looked.conditions()).anyMatch(c -> c.type().equals("Ready") && c.isTrue());
      done(store().delete(plan.name(), AT_ONCE));
    }
  }

  @Test
  @DisplayName("a pod with every field set becomes ready")
  void everyField() throws Exception {
    String name = KitPods.unique("full");
    String secret = KitPods.unique("full-env");
    done(
        cluster()
            .stores()
            .secrets()
            .create(KitPods.secret(cluster(), secret, Map.of(), Map.of("v0001", "a value"))));
    PodPlan plan = everyField(name, secret);
    try (PodWatcher watcher = watch(name)) {
      done(store().create(plan));
      PodSnapshot ready = watcher.awaitReady(plan.name());
      assertThat(ready.initContainers())
          .singleElement()
          .satisfies(
              c ->
                  assertThat(c.state())
                      .isInstanceOfSatisfying(
                          ContainerState.Terminated.class,
                          end -> assertThat(end.exitCode()).isZero()));
      assertThat(ready.containers()).extracting("name").containsExactly("build", "helper");
      done(store().delete(plan.name(), AT_ONCE));
    }
  }

  private PodPlan everyField(String name, String secret) {
    ContainerPlan build =
        AContainer.of("build", cluster().image())
            .pulled(PullPolicy.IF_NOT_PRESENT)
            .command("sh")
            .args("-c", "test \"$A\" = 'a value' && test -w /scripts && exec sh")
            .env(new EnvPlan("A", secret, "v0001"))
            .mounts(MountPlan.of("scripts", "/scripts"))
            .resources(
                new ResourcesPlan(
                    Map.of("cpu", "0.01", "memory", "8Mi"), Map.of("cpu", "1", "memory", "64Mi")))
            .security(SecurityPlan.ofCapabilities(List.of("NET_BIND_SERVICE"), List.of("NET_RAW")))
            .stdin()
            .build();
    ContainerPlan helper = KitPods.container("helper", cluster().image(), KitPods.SHELL_LOOP);
    ContainerPlan init = KitPods.container("init", cluster().image(), List.of("true"));
    return APod.named(cluster().namespace(), name)
        .labels(Map.of("kit", name, "other.example/label", "x"))
        .annotations(Map.of("other.example/note", "a note: with signs"))
        .init(init)
        .containers(build, helper)
        .volumes(VolumePlan.EmptyDir.onDisk("scripts"))
        .access(
            new AccessPlan(
                Optional.of("default"), Optional.of(false), List.of("an-absent-pull-secret")))
        .scheduling(SchedulingPlan.onNodes(Map.of("kubernetes.io/os", "linux")))
        .lifetime(new LifetimePlan(Optional.of(1L), Optional.of(3600L)))
        .build();
  }

  @Test
  @DisplayName("creating a pod twice with one name answers Conflict")
  void conflict() {
    PodPlan plan = plan(KitPods.unique("twice"));
    done(store().create(plan));
    assertThat(refused(store().create(plan), ClusterError.Conflict.class).message())
        .contains(plan.name().name());
    done(store().delete(plan.name(), AT_ONCE));
  }

  @Test
  @DisplayName("an absent pod is NotFound, to look at and to delete")
  void notFound() {
    PodName absent = new PodName(cluster().namespace(), "absent");
    assertThat(refused(store().get(absent), ClusterError.NotFound.class).message())
        .contains("absent");
    refused(store().delete(absent, AT_ONCE), ClusterError.NotFound.class);
  }

  @Test
  @DisplayName("a pod of an absent namespace is NotFound, or Forbidden to who may not look there")
  void noNamespace() {
    PodPlan there =
        APod.named("no-such-namespace", "x")
            .containers(KitPods.container("main", cluster().image(), List.of("true")))
            .build();
    assertThat(refused(store().create(there), ClusterError.class))
        .isInstanceOfAny(ClusterError.NotFound.class, ClusterError.Forbidden.class);
  }

  @Test
  @DisplayName("a pod that cannot be is Invalid, in the server's words")
  void invalid() {
    PodPlan plan = plan("Upper_Case");
    assertThat(refused(store().create(plan), ClusterError.Invalid.class).message())
        .contains("Upper_Case");
  }

  @Test
  @DisplayName("a pod without containers is Invalid")
  void noContainers() {
    PodPlan plan = KitPods.withContainers(cluster(), KitPods.unique("empty"), Map.of());
    refused(store().create(plan), ClusterError.Invalid.class);
  }

  @Test
  @DisplayName("deleting takes the pod away; it is deleting first, where it has time")
  void delete() throws Exception {
    PodPlan plan = plan(KitPods.unique("deleted"));
    try (PodWatcher watcher = watch(plan.name().name())) {
      String uid = done(store().create(plan)).uid();
      watcher.awaitReady(plan.name());
      assertThat(done(store().delete(plan.name(), new GracePeriod.OfThePod())))
          .isEqualTo(plan.name());
      watcher.awaitPod("deletion", plan.name(), PodSnapshot::deleting);
      assertThat(watcher.awaitGone(plan.name()).uid()).isEqualTo(uid);
      refused(store().get(plan.name()), ClusterError.NotFound.class);
    }
  }

  @Test
  @DisplayName("who may do nothing is Forbidden")
  void forbidden() {
    PodStore powerless = cluster().powerless().pods();
    PodPlan plan = plan(KitPods.unique("forbidden"));
    refused(powerless.create(plan), ClusterError.Forbidden.class);
    refused(powerless.get(plan.name()), ClusterError.Forbidden.class);
    refused(powerless.delete(plan.name(), AT_ONCE), ClusterError.Forbidden.class);
    refused(store().get(plan.name()), ClusterError.NotFound.class);
  }
}
