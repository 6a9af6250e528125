package dev.slipway.ports.cluster.fake;

import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a {@link FakeCluster} is told to refuse, and whose answer it is to lose. */
final class FakeRefusals {
  private final Deque<ClusterError> next = new ArrayDeque<>();
  private final Set<String> forbidden = new HashSet<>();
  private final Map<String, Integer> quotas = new HashMap<>();
  private int answeredBeforeLoss = Integer.MAX_VALUE;

  /** What a store does. */
  @FunctionalInterface
  interface Call<T> {
    ClusterAnswer<T> answer();
  }

  void refuseNext(ClusterError error) {
    next.add(error);
  }

  void refuseNoMore() {
    next.clear();
  }

  void loseAnswer(int after) {
    answeredBeforeLoss = after;
  }

  void forbid(String what) {
    forbidden.add(what);
  }

  void quota(String kind, int max) {
    quotas.put(kind, max);
  }

  /** The refusal of one more of a kind; empty where its quota takes it. */
  <T> Optional<ClusterAnswer<T>> overQuota(String kind, int used) {
    return used < quotas.getOrDefault(kind, Integer.MAX_VALUE)
        ? Optional.empty()
        : Optional.of(
            new ClusterAnswer.Refused<>(
                new ClusterError.Forbidden(
                    kind + " is forbidden: exceeded quota: kit, used: " + used)));
  }

  boolean forbids(String what) {
    return forbidden.contains(what);
  }

  /** The call's answer, unless it is to be refused or lost. */
  <T> ClusterAnswer<T> answer(boolean powerless, Call<T> call) {
    if (powerless) {
      return new ClusterAnswer.Refused<>(new ClusterError.Forbidden("User cannot do that"));
    }
    ClusterError refusal = next.poll();
    if (refusal != null) {
      return new ClusterAnswer.Refused<>(refusal);
    }
    ClusterAnswer<T> answer = call.answer();
    return answeredBeforeLoss-- == 0
        ? new ClusterAnswer.Refused<>(
            new ClusterError.Unavailable("the answer was lost", Optional.empty()))
        : answer;
  }
}
