package dev.slipway.ports.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.pod.DisruptionBudgetPlan;
import dev.slipway.domain.pod.NamespacePlan;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.tree.TreeJson;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.contract.StandInApi.Asked;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** What an adapter sends to make something: the very object that its renderer shows. */
@Timeout(60)
public abstract class CreateWireContract {
  private final StandInApi api = new StandInApi();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  protected abstract OpenedCluster connect(ClusterConnection connection) throws FailureException;

  @AfterEach
  void close() {
    api.close();
    threads.shutdownNow();
  }

  @TestFactory
  @DisplayName("a pod")
  Stream<DynamicTest> pods() {
    return GoldenPods.pods().entrySet().stream()
        .map(golden -> DynamicTest.dynamicTest(golden.getKey(), () -> pod(golden.getValue())));
  }

  private void pod(PodPlan plan) throws Exception {
    try (OpenedCluster cluster = opened()) {
      check(
          () -> cluster.ports().pods().create(plan),
          "/api/v1/namespaces/ci/pods",
          cluster.ports().renderer().json(plan));
    }
  }

  @Test
  @DisplayName("a PodDisruptionBudget")
  void budget() throws Exception {
    try (OpenedCluster cluster = opened()) {
      for (DisruptionBudgetPlan plan : GoldenPods.budgets().values()) {
        check(
            () -> cluster.ports().budgets().create(plan),
            "/apis/policy/v1/namespaces/ci/poddisruptionbudgets",
            cluster.ports().renderer().json(plan));
      }
    }
  }

  @Test
  @DisplayName("a namespace")
  void namespace() throws Exception {
    NamespacePlan plan = new NamespacePlan("ci-job-1", Map.of("b", "2", "a", "1"));
    try (OpenedCluster cluster = opened()) {
      check(
          () -> cluster.ports().namespaces().create(plan),
          "/api/v1/namespaces",
          cluster.ports().renderer().json(plan));
    }
  }

  private OpenedCluster opened() throws FailureException {
    return connect(
        new ClusterConnection(
            Optional.of(api.url()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "kit"));
  }

  private <T> void check(Callable<ClusterAnswer<T>> create, String path, String rendered)
      throws Exception {
    Future<ClusterAnswer<T>> answer = threads.submit(create);
    Asked asked = api.next();
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.path()).isEqualTo(path);
    assertThat(asked.header("Content-Type")).startsWith("application/json");
    assertThat(TreeJson.read(asked.body())).isPresent().isEqualTo(TreeJson.read(rendered));
    asked.answer(409, "");
    assertThat(answer.get()).isInstanceOf(ClusterAnswer.Refused.class);
  }
}
