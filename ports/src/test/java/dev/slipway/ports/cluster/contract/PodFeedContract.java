package dev.slipway.ports.cluster.contract;

import static dev.slipway.ports.cluster.contract.Answers.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.GracePeriod;
import dev.slipway.ports.cluster.PodFeed;
import dev.slipway.ports.cluster.contract.PodWatcher.Told;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a {@link PodFeed} does. */
@Timeout(180)
public abstract class PodFeedContract {
  private static final GracePeriod AT_ONCE = new GracePeriod.Seconds(0);

  protected abstract ClusterFixture cluster();

  private PodWatcher watch(Map<String, String> labels) {
    return new PodWatcher(cluster().stores().feed(), cluster().namespace(), labels);
  }

  private PodName create(String name, Map<String, String> labels) {
    PodPlan plan = KitPods.shell(cluster(), name, labels);
    return done(cluster().stores().pods().create(plan)).name();
  }

  private void delete(PodName name) {
    done(cluster().stores().pods().delete(name, AT_ONCE));
  }

  @Test
  @DisplayName("a pod's life is told in order: pending, ready, gone")
  void life() throws Exception {
    String name = KitPods.unique("life");
    try (PodWatcher watcher = watch(Map.of("kit", name))) {
      PodName pod = create(name, Map.of("kit", name));
      PodSnapshot first = watcher.awaitPod("the first sight", pod, any -> true);
      assertThat(first.phase()).isEqualTo("Pending");
      watcher.awaitReady(pod);
      delete(pod);
      assertThat(watcher.awaitGone(pod).uid()).isEqualTo(first.uid());
      List<Told> heard = watcher.heard();
      assertThat(heard.subList(0, heard.size() - 1)).allMatch(Told.Seen.class::isInstance);
      assertThat(
              heard.stream()
                  .filter(Told.Seen.class::isInstance)
                  .map(t -> ((Told.Seen) t).pod().resourceVersion()))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  @DisplayName("who comes late is told the state of now, not the past")
  void late() throws Exception {
    String name = KitPods.unique("late");
    try (PodWatcher early = watch(Map.of("kit", name))) {
      PodName pod = create(name, Map.of("kit", name));
      PodSnapshot ready = early.awaitReady(pod);
      try (PodWatcher watcher = watch(Map.of("kit", name))) {
        assertThat(watcher.awaitPod("the first sight", pod, any -> true).containers())
            .isEqualTo(ready.containers());
        delete(pod);
        watcher.awaitGone(pod);
        early.awaitGone(pod);
      }
    }
  }

  @Test
  @DisplayName("only pods that carry all the labels are told")
  void labels() throws Exception {
    String tag = KitPods.unique("labels");
    try (PodWatcher all = watch(Map.of("kit", tag));
        PodWatcher some = watch(Map.of("kit", tag, "kind", "a"))) {
      PodName other = create(tag + "-b", Map.of("kit", tag));
      PodName wanted = create(tag + "-a", Map.of("kit", tag, "kind", "a"));
      some.awaitReady(wanted);
      all.awaitPod("the first sight", wanted, any -> true);
      delete(other);
      delete(wanted);
      some.awaitGone(wanted);
      assertThat(some.heard())
          .allMatch(
              told ->
                  switch (told) {
                    case Told.Seen(PodSnapshot pod) -> pod.name().equals(wanted);
                    case Told.Gone(PodName pod, String uid) -> pod.equals(wanted);
                    case Told.Troubled(ClusterError error) -> false;
                  });
    }
  }

  @Test
  @DisplayName("a closed subscription is told nothing more")
  void closed() throws Exception {
    String name = KitPods.unique("closed");
    PodWatcher closed = watch(Map.of("kit", name));
    try (PodWatcher open = watch(Map.of("kit", name))) {
      closed.close();
      PodName pod = create(name, Map.of("kit", name));
      open.awaitReady(pod);
      delete(pod);
      open.awaitGone(pod);
      assertThat(closed.pending()).isEmpty();
    }
  }

  @Test
  @DisplayName("who may do nothing is told that it is forbidden")
  void forbidden() throws Exception {
    try (PodWatcher watcher =
        new PodWatcher(cluster().powerless().feed(), cluster().namespace(), Map.of("kit", "any"))) {
      watcher.await(
          "trouble",
          told ->
              told instanceof Told.Troubled(ClusterError error)
                  && error instanceof ClusterError.Forbidden);
    }
  }
}
