package dev.slipway.ports.cluster.fake;

import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.ports.cluster.PodFeed.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who follows the pods of a {@link FakeCluster}. */
final class FakeFollowers {
  private final List<Follower> all = new ArrayList<>();

  /** Not a record: two followers of the same pods are not the same. */
  static final class Follower {
    private final String namespace;
    private final Map<String, String> labels;
    private final Listener listener;

    Follower(String namespace, Map<String, String> labels, Listener listener) {
      this.namespace = namespace;
      this.labels = Map.copyOf(labels);
      this.listener = listener;
    }

    /** If it follows such a pod; none that is not there. */
    void tell(PodName pod, @Nullable PodPlan plan, Consumer<Listener> what) {
      if (plan != null
          && pod.namespace().equals(namespace)
          && plan.metadata().labels().entrySet().containsAll(labels.entrySet())) {
        what.accept(listener);
      }
    }
  }

  void add(Follower follower) {
    all.add(follower);
  }

  void remove(Follower follower) {
    all.remove(follower);
  }

  /** Tells all who follow the pod; one of them may leave meanwhile. */
  void tell(PodName pod, @Nullable PodPlan plan, Consumer<Listener> what) {
    List.copyOf(all).forEach(follower -> follower.tell(pod, plan, what));
  }
}
