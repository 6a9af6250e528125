package dev.slipway.ports.cluster.fake;

import dev.slipway.domain.pod.DisruptionBudgetPlan;
import dev.slipway.domain.pod.NamespacePlan;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.DisruptionBudgetStore;
import dev.slipway.ports.cluster.NamespaceStore;
import dev.slipway.ports.cluster.PodEvents;
import dev.slipway.ports.cluster.PodEvents.PodEvent;
import dev.slipway.ports.cluster.PodFeed;
import dev.slipway.ports.cluster.PodFeed.Listener;
import dev.slipway.ports.cluster.PodStore;
import dev.slipway.ports.cluster.Prerequisites;
import dev.slipway.ports.cluster.SecretStore;
import dev.slipway.ports.cluster.SecretStore.StoredSecret;
import dev.slipway.ports.cluster.fake.FakeFollowers.Follower;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A cluster in memory. Everything happens within the caller's call and under one lock: a change is
 * told to all followers before the call that made it returns. What becomes of a pod after its
 * creation is the {@link FakeKubelet}'s part; a test may play it with {@link #change}.
 */
public final class FakeCluster {
  private final Object lock = new Object();
  private final Map<String, NamespacePlan> namespaces = new LinkedHashMap<>();
  private final Map<PodName, PodPlan> plans = new LinkedHashMap<>();
  private final Map<PodName, PodSnapshot> pods = new LinkedHashMap<>();
  private final Map<String, StoredSecret> secrets = new LinkedHashMap<>();
  private final List<DisruptionBudgetPlan> budgets = new ArrayList<>();
  private final Map<PodName, List<PodEvent>> events = new HashMap<>();
  private final FakeFollowers followers = new FakeFollowers();
  private final FakeRefusals refusals = new FakeRefusals();
  private FakeKubelet kubelet = FakeKubelet.PROMPT;
  private long version = 100;

  public FakeCluster(String... namespaces) {
    for (String name : namespaces) {
      this.namespaces.put(name, new NamespacePlan(name, Map.of()));
    }
  }

  /** Who brings up the pods that are created from now on. */
  public FakeCluster kubelet(FakeKubelet other) {
    synchronized (lock) {
      kubelet = other;
      return this;
    }
  }

  /** The next call of a store is refused with this. May be said more than once. */
  public void refuseNext(ClusterError error) {
    synchronized (lock) {
      refusals.refuseNext(error);
    }
  }

  /**
   * One call of a store is carried out and its answer lost.
   *
   * @param after so many calls are answered before
   */
  public void loseAnswer(int after) {
    synchronized (lock) {
      refusals.loseAnswer(after);
    }
  }

  /**
   * Forbids one thing for good, as a Role without that verb does.
   *
   * @param what {@code create pods} or {@code delete secrets}
   */
  public void forbid(String what) {
    synchronized (lock) {
      refusals.forbid(what);
    }
  }

  /**
   * Gives the cluster a quota. Like the real one it is looked at before the name: who makes again
   * what is there already hears of the quota.
   *
   * @param kind {@code pods} or {@code secrets}
   */
  public void quota(String kind, int max) {
    synchronized (lock) {
      refusals.quota(kind, max);
    }
  }

  <T> Optional<ClusterAnswer<T>> overQuota(String kind, int used) {
    return refusals.overQuota(kind, used);
  }

  int podCount() {
    return pods.size();
  }

  boolean forbids(String what) {
    synchronized (lock) {
      return refusals.forbids(what);
    }
  }

  /** Takes back what {@link #refuseNext} has arranged. */
  public void refuseNoMore() {
    synchronized (lock) {
      refusals.refuseNoMore();
    }
  }

  /** Changes a pod's state as the cluster would, and tells it. */
  public void change(PodName name, UnaryOperator<PodSnapshot> change) {
    synchronized (lock) {
      PodSnapshot old = pods.get(name);
      if (old == null) {
        throw new IllegalStateException(name + " is not there");
      }
      put(change.apply(old));
    }
  }

  /** Takes a pod away as an eviction would, and tells it. */
  public void remove(PodName name) {
    synchronized (lock) {
      removePod(name);
    }
  }

  /** The plans of the pods that are there, in the order of their creation. */
  public List<PodPlan> plans() {
    synchronized (lock) {
      return List.copyOf(plans.values());
    }
  }

  /** The Secrets that are there, in the order of their creation. */
  public List<StoredSecret> storedSecrets() {
    synchronized (lock) {
      return List.copyOf(secrets.values());
    }
  }

  public NamespaceStore namespaces() {
    return new FakeNamespaceStore(this, false);
  }

  /** The store as somebody sees it who may do nothing. */
  public NamespaceStore powerlessNamespaces() {
    return new FakeNamespaceStore(this, true);
  }

  public Prerequisites prerequisites() {
    return new FakePrerequisites(this, false);
  }

  /** The port as somebody sees it who may do nothing. */
  public Prerequisites powerlessPrerequisites() {
    return new FakePrerequisites(this, true);
  }

  /** The PodDisruptionBudgets that are there, in the order of their creation. */
  public List<DisruptionBudgetPlan> budgetPlans() {
    synchronized (lock) {
      return List.copyOf(budgets);
    }
  }

  public DisruptionBudgetStore budgets() {
    return new FakeDisruptionBudgetStore(this, false);
  }

  /** The store as somebody sees it who may do nothing. */
  public DisruptionBudgetStore powerlessBudgets() {
    return new FakeDisruptionBudgetStore(this, true);
  }

  /** Writes an event of a pod down, as the cluster would; it outlives the pod. */
  public void addEvent(PodName pod, PodEvent event) {
    synchronized (lock) {
      events.computeIfAbsent(pod, _ -> new ArrayList<>()).add(event);
    }
  }

  public PodEvents events() {
    return new FakePodEvents(this, false);
  }

  /** The events as somebody sees them who may do nothing. */
  public PodEvents powerlessEvents() {
    return new FakePodEvents(this, true);
  }

  public PodStore pods() {
    return new FakePodStore(this, false);
  }

  public SecretStore secrets() {
    return new FakeSecretStore(this, false);
  }

  public PodFeed feed() {
    return this::follow;
  }

  /** The store as somebody sees it who may do nothing. */
  public PodStore powerlessPods() {
    return new FakePodStore(this, true);
  }

  /** The store as somebody sees it who may do nothing. */
  public SecretStore powerlessSecrets() {
    return new FakeSecretStore(this, true);
  }

  /** The feed as somebody sees it who may do nothing. */
  public PodFeed powerlessFeed() {
    return (namespace, labels, listener) -> {
      listener.troubled(new ClusterError.Forbidden("pods is forbidden: cannot list pods"));
      return () -> {};
    };
  }

  private PodFeed.Subscription follow(
      String namespace, Map<String, String> labels, Listener listener) {
    synchronized (lock) {
      Follower follower = new Follower(namespace, labels, listener);
      followers.add(follower);
      for (PodSnapshot pod : List.copyOf(pods.values())) {
        follower.tell(pod.name(), plans.get(pod.name()), to -> to.seen(pod));
      }
      return () -> {
        synchronized (lock) {
          followers.remove(follower);
        }
      };
    }
  }

  /** Runs a call of a store, unless it is to be refused. */
  <T> ClusterAnswer<T> call(boolean powerless, FakeRefusals.Call<T> call) {
    synchronized (lock) {
      return refusals.answer(powerless, call);
    }
  }

  /** What must not happen between two calls. */
  <T> T locked(Supplier<T> what) {
    synchronized (lock) {
      return what.get();
    }
  }

  /** As {@link #change}, if such a pod is there. */
  void changeIf(PodName name, Predicate<PodSnapshot> wanted, UnaryOperator<PodSnapshot> change) {
    synchronized (lock) {
      pod(name).filter(wanted).ifPresent(_ -> change(name, change));
    }
  }

  List<PodEvent> eventsOf(PodName pod) {
    return List.copyOf(events.getOrDefault(pod, List.of()));
  }

  boolean hasNamespace(String namespace) {
    return namespaces.containsKey(namespace);
  }

  Optional<PodSnapshot> pod(PodName name) {
    return Optional.ofNullable(pods.get(name));
  }

  List<PodSnapshot> podsWith(String namespace, Map<String, String> labels) {
    return pods.values().stream()
        .filter(pod -> pod.name().namespace().equals(namespace))
        .filter(
            pod ->
                Optional.ofNullable(plans.get(pod.name()))
                    .filter(
                        plan -> plan.metadata().labels().entrySet().containsAll(labels.entrySet()))
                    .isPresent())
        .toList();
  }

  PodSnapshot addPod(PodPlan plan) {
    plans.put(plan.name(), plan);
    PodSnapshot pending = put(FakeKubelet.pending(plan, "uid-" + (version + 1)));
    kubelet
        .afterCreation(plan)
        .forEach(step -> pod(plan.name()).ifPresent(now -> put(step.apply(now))));
    return pending;
  }

  void deletePod(PodName name) {
    pod(name).ifPresent(pod -> put(FakeKubelet.deleting(pod)));
    removePod(name);
  }

  private PodSnapshot put(PodSnapshot changed) {
    PodSnapshot pod = FakeKubelet.withVersion(changed, nextVersion());
    pods.put(pod.name(), pod);
    followers.tell(pod.name(), plans.get(pod.name()), listener -> listener.seen(pod));
    return pod;
  }

  private void removePod(PodName name) {
    PodSnapshot pod = pods.get(name);
    if (pod == null) {
      return;
    }
    followers.tell(name, plans.get(name), listener -> listener.gone(name, pod.uid()));
    pods.remove(name);
    plans.remove(name);
    budgets.removeIf(b -> b.owner().filter(o -> o.podUid().equals(pod.uid())).isPresent());
    secrets
        .values()
        .removeIf(s -> s.plan().owner().filter(o -> o.podUid().equals(pod.uid())).isPresent());
  }

  List<DisruptionBudgetPlan> budgetsMade() {
    return budgets;
  }

  Map<String, NamespacePlan> namespacesByName() {
    return namespaces;
  }

  Map<String, StoredSecret> secretsByPath() {
    return secrets;
  }

  String nextVersion() {
    return String.valueOf(++version);
  }
}
