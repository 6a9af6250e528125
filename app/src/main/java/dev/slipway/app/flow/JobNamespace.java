package dev.slipway.app.flow;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.pod.NamespacePlan;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.NamespaceStore;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The namespace of one job. */
record JobNamespace(NamespaceStore namespaces, ClusterCall calls) {
  private static final Logger LOG = LoggerFactory.getLogger(JobNamespace.class);
  private static final int ACCOUNT_TRIES_MAX = 100;
  private static final Duration ACCOUNT_PAUSE = Duration.ofMillis(300);

  /** Makes it, unless an earlier try for the same job has. */
  void create(NamespacePlan plan) throws FailureException, InterruptedException {
    String doing = "setting up build namespace: failed to create namespace " + plan.name();
    ClusterAnswer<String> answer = calls.repeated(() -> namespaces.create(plan));
    if (answer instanceof ClusterAnswer.Refused<String>(ClusterError.Conflict _)) {
      NamespacePlan found = calls.repeated(() -> namespaces.get(plan.name())).orFail(doing);
      if (!isOf(plan, found)) {
        throw OwnMark.taken(doing, "namespace " + plan.name());
      }
    } else {
      answer.orFail(doing);
    }
  }

  /**
   * Asks for its deletion; false where that was refused. One that is not there is deleted, and one
   * that lacks the plan's labels is somebody else's and stays.
   */
  boolean delete(NamespacePlan plan, Duration limit) throws InterruptedException {
    ClusterAnswer<String> answer = calls.repeatedFor(limit, () -> deleteIfOwn(plan));
    if (answer instanceof ClusterAnswer.Refused<String>(ClusterError error)
        && !(error instanceof ClusterError.NotFound)) {
      LOG.error(
          "Error tearing down namespace: failed to delete namespace {}: {}",
          plan.name(),
          error.message());
      return false;
    }
    return true;
  }

  // Looked at before each try: the one that a lost answer has removed may be somebody else's now.
  private ClusterAnswer<String> deleteIfOwn(NamespacePlan plan) {
    return switch (namespaces.get(plan.name())) {
      case ClusterAnswer.Done<NamespacePlan>(NamespacePlan found) ->
          isOf(plan, found)
              ? namespaces.delete(plan.name())
              : new ClusterAnswer.Done<>(plan.name());
      case ClusterAnswer.Refused<NamespacePlan>(ClusterError error) ->
          new ClusterAnswer.Refused<>(error);
    };
  }

  private static boolean isOf(NamespacePlan plan, NamespacePlan found) {
    return new OwnMark(plan.labels()).isOn(found.labels());
  }

  /** No pod can be made in a new namespace before the cluster has made its service account. */
  static <T> ClusterAnswer<T> untilItsAccountExists(
      ClusterAnswer<T> first, Supplier<ClusterAnswer<T>> create, ClusterCall calls)
      throws InterruptedException {
    ClusterAnswer<T> answer = first;
    for (int tries = 1; tries < ACCOUNT_TRIES_MAX && lacksAccount(answer); tries++) {
      Thread.sleep(ACCOUNT_PAUSE);
      answer = calls.repeated(create);
    }
    return answer;
  }

  private static boolean lacksAccount(ClusterAnswer<?> answer) {
    return answer instanceof ClusterAnswer.Refused<?>(ClusterError.Forbidden(String message))
        && message.contains("serviceaccount \"default\" not found");
  }
}
