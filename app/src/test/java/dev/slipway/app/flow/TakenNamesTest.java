package dev.slipway.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.assembly.OwnLabels;
import dev.slipway.domain.failure.FailureReason;
import dev.slipway.domain.job.JobOutcome;
import dev.slipway.domain.pod.NamespacePlan;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.contract.TakenNames;
import dev.slipway.ports.cluster.contract.TakenNames.Kind;
import dev.slipway.ports.cluster.fake.FakeCluster;
import dev.slipway.ports.gitlab.FakeGitlab;
import dev.slipway.ports.gitlab.JobPayloads;
import dev.slipway.ports.gitlab.JobReporter.JobCredentials;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@DisplayName("A name that was to be the job's own is taken")
class TakenNamesTest {
  private static final String OWN_NAMESPACE = "ci-job-1";

  private final FakeGitlab gitlab = new FakeGitlab();
  private final FakeCluster cluster = new FakeCluster("default");
  private JobCredentials credentials = new JobCredentials(0, "");

  @BeforeEach
  void offer() {
    credentials = gitlab.offer(JobPayloads.script(1, "job-token", "echo hi"));
    cluster.kubelet(JobFlowTest.REFUSES_IMAGE);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("by somebody else: the job fails and says so, and what is not the job's stays")
  void bySomebodyElse(Kind kind) throws InterruptedException {
    JobOutcome outcome = run(TakenNames.bySomebodyElse(kind));

    assertThat(outcome.closingText())
        .startsWith("Job failed (system failure): prepare environment: setting up ")
        .contains(nameOf(kind))
        .contains(" exists already and was not made for this job", "Retry the job");
    assertThat(gitlab.finalUpdate(credentials).orElseThrow().failureReason())
        .contains(FailureReason.RUNNER_SYSTEM_FAILURE);
    assertThat(left()).isNotEmpty().allSatisfy(it -> assertThat(it).isEqualTo(TakenNames.FOREIGN));
  }

  @Test
  @DisplayName("by the job of another GitLab with the same number, in the same installation")
  void byAnotherGitlabsJob() throws InterruptedException {
    String other = "another.test";
    TakenNames taken =
        new TakenNames(
            Kind.NAMESPACE,
            labels -> {
              Map<String, String> others = new HashMap<>(labels);
              others.put(OwnLabels.GITLAB, other);
              return others;
            });
    assertThat(run(taken).closingText())
        .contains("namespace " + OWN_NAMESPACE + " exists already and was not made for this job");
    assertThat(left())
        .singleElement()
        .satisfies(it -> assertThat(it).containsEntry(OwnLabels.GITLAB, other));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("by an earlier try of the same job: that one is used, and goes with the job")
  void byAnEarlierTry(Kind kind) throws InterruptedException {
    assertThat(run(TakenNames.byAnEarlierTry(kind)).closingText()).contains("no such name");
    assertThat(left()).isEmpty();
  }

  private static String nameOf(Kind kind) {
    return switch (kind) {
      case NAMESPACE -> "namespace " + OWN_NAMESPACE;
      case RECORD, SECRET -> "Secret default/runner-";
      case POD -> "pod default/runner-";
      case BUDGET -> "PodDisruptionBudget default/runner-";
    };
  }

  /** The labels of all that is in the cluster. */
  private List<Map<String, String>> left() {
    Stream<Map<String, String>> namespaces =
        cluster.namespaces().get(OWN_NAMESPACE)
                instanceof ClusterAnswer.Done<NamespacePlan>(NamespacePlan found)
            ? Stream.of(found.labels())
            : Stream.of();
    return Stream.of(
            namespaces,
            cluster.plans().stream().map(it -> it.metadata().labels()),
            cluster.storedSecrets().stream().map(it -> it.plan().labels()),
            cluster.budgetPlans().stream().map(it -> it.labels()))
        .flatMap(it -> it)
        .toList();
  }

  private JobOutcome run(TakenNames taken) throws InterruptedException {
    JobCluster usual = FlowBench.cluster(cluster, _ -> FlowBench.NO_POD);
    return FlowBench.flow(
            new JobCluster(taken.in(usual.ports()), usual.watch()),
            FlowBench.ports(gitlab),
            TraceSpool::new)
        .run(
            FlowBench.claimed(
                FlowBench.taken(gitlab),
                """
                pod_disruption_budget = true
                namespace_per_job = %s
                """
                    .formatted(taken.kind() == Kind.NAMESPACE)),
            new JobSignals());
  }
}
