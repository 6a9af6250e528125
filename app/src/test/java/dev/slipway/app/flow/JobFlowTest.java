package dev.slipway.app.flow;

import static dev.slipway.ports.cluster.contract.Answers.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.domain.assembly.JobSecrets;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureReason;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.JobOutcome;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.watch.ContainerState.Waiting;
import dev.slipway.ports.cluster.ContainerAttach;
import dev.slipway.ports.cluster.SecretStore.StoredSecret;
import dev.slipway.ports.cluster.contract.TakenNames;
import dev.slipway.ports.cluster.fake.FakeCluster;
import dev.slipway.ports.cluster.fake.FakeKubelet;
import dev.slipway.ports.gitlab.FakeGitlab;
import dev.slipway.ports.gitlab.JobPayloads;
import dev.slipway.ports.gitlab.JobReporter.JobCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JobFlowTest {
  /** Ends every job right after its pod was made. */
  static final FakeKubelet REFUSES_IMAGE =
      plan ->
          List.of(
              FakeKubelet.scheduled(plan),
              FakeKubelet.container("build", new Waiting("InvalidImageName", "no such name")));

  private static final ContainerAttach FAULTY =
      _ -> {
        throw new IllegalStateException("a fault of the client");
      };

  private final FakeGitlab gitlab = new FakeGitlab();
  private final FakeCluster cluster = new FakeCluster("default");
  private JobCredentials credentials = new JobCredentials(0, "");

  @BeforeEach
  void offer() {
    credentials = gitlab.offer(JobPayloads.script(1, "job-token", "echo hi"));
  }

  @Test
  @DisplayName("a job whose image is refused is reported, and nothing is left of it")
  void broken() throws InterruptedException {
    cluster.kubelet(REFUSES_IMAGE);
    JobOutcome outcome = run(FlowBench.flow(cluster, ports()));
    assertThat(outcome).isInstanceOf(JobOutcome.Broken.class);
    assertThat(gitlab.finalUpdate(credentials)).isPresent();
    assertThat(gitlab.logText(credentials)).contains("no such name");
    assertThat(cluster.plans()).isEmpty();
    assertThat(cluster.storedSecrets()).isEmpty();
  }

  @Test
  @DisplayName("an image that could not be pulled is tried with the next policy, in a new pod")
  void nextPullPolicy() throws InterruptedException {
    List<PodPlan> made = new ArrayList<>();
    cluster.kubelet(
        plan -> {
          made.add(plan);
          return List.of(
              FakeKubelet.scheduled(plan),
              FakeKubelet.container("build", new Waiting("ErrImageNeverPull", "not present")));
        });
    ClaimedJob job =
        FlowBench.claimed(FlowBench.taken(gitlab), "pull_policy = [\"never\", \"if-not-present\"]");
    assertThat(FlowBench.flow(cluster, ports()).run(job, new JobSignals()))
        .isInstanceOf(JobOutcome.Broken.class);
    assertThat(made)
        .extracting(plan -> plan.containers().getFirst().image().pullPolicy().orElseThrow())
        .containsExactly(PullPolicy.NEVER, PullPolicy.IF_NOT_PRESENT);
    assertThat(made).extracting(PodPlan::name).doesNotHaveDuplicates();
    assertThat(gitlab.logText(credentials))
        .contains(
            "Failed to pull image", "with policy \"Never\"", "Attempt #2: Trying \"IfNotPresent\"");
    assertThat(cluster.plans()).isEmpty();
    assertThat(cluster.storedSecrets()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  @DisplayName("an answer that is lost on the way makes nothing twice")
  void lostAnswer(int before) throws InterruptedException {
    List<PodPlan> made = new ArrayList<>();
    cluster.kubelet(
        plan -> {
          made.add(plan);
          return REFUSES_IMAGE.afterCreation(plan);
        });
    cluster.loseAnswer(before);
    JobOutcome outcome = run(FlowBench.flow(cluster, ports()));
    assertThat(outcome.closingText()).contains("no such name");
    assertThat(made).hasSize(1);
    assertThat(cluster.plans()).isEmpty();
    assertThat(cluster.storedSecrets()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  @DisplayName("an answer that is lost where the object uses up a quota costs the job nothing")
  void lostAnswerUnderQuota(int before) throws InterruptedException {
    // The record and the variables; then the pod.
    cluster.quota("secrets", 2);
    cluster.quota("pods", 1);
    cluster.kubelet(REFUSES_IMAGE);
    cluster.loseAnswer(before);
    assertThat(run(FlowBench.flow(cluster, ports())).closingText()).contains("no such name");
    assertThat(cluster.plans()).isEmpty();
    assertThat(cluster.storedSecrets()).isEmpty();
  }

  @Test
  @DisplayName("a Secret that somebody marks meanwhile comes to belong to the pod all the same")
  void markedSecret() throws InterruptedException {
    cluster.kubelet(
        plan -> {
          cluster.storedSecrets().forEach(this::mark);
          return REFUSES_IMAGE.afterCreation(plan);
        });
    assertThat(run(FlowBench.flow(cluster, ports())).closingText()).contains("no such name");
    assertThat(cluster.plans()).isEmpty();
    assertThat(cluster.storedSecrets()).isEmpty();
  }

  private void mark(StoredSecret stored) {
    Map<String, String> labels = new HashMap<>(stored.plan().labels());
    labels.put("kit", "marked");
    done(
        cluster
            .secrets()
            .replace(TakenNames.labelled(stored.plan(), labels), stored.resourceVersion()));
  }

  @Test
  @DisplayName("without room for its log a job is refused at once, and GitLab is told")
  void noRoomForTheLog() throws InterruptedException {
    JobFlow flow =
        FlowBench.flow(
            cluster,
            ports(),
            FAULTY,
            () -> {
              throw new UncheckedIOException(
                  "no file for the job log", new IOException("No space left on device"));
            });
    JobOutcome outcome = run(flow);
    assertThat(outcome.closingText())
        .contains("the job's log cannot be kept", "No space left on device", "TMPDIR");
    assertThat(gitlab.finalUpdate(credentials).orElseThrow().failureReason())
        .contains(FailureReason.RUNNER_SYSTEM_FAILURE);
    assertThat(cluster.plans()).isEmpty();
    assertThat(cluster.storedSecrets()).isEmpty();
  }

  @Test
  @DisplayName("a fault after the pod was made ends the job, and the pod goes")
  void fault() throws InterruptedException {
    JobOutcome outcome = run(FlowBench.flow(cluster, ports(), FAULTY));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            JobOutcome.Broken.class,
            broken -> assertThat(broken.failure()).isInstanceOf(Failure.InternalFault.class));
    assertThat(gitlab.finalUpdate(credentials)).isPresent();
    assertThat(cluster.plans()).isEmpty();
    assertThat(cluster.storedSecrets()).isEmpty();
  }

  @Test
  @DisplayName("a fault in the report does not keep the pod; the job's record stays")
  void faultInTheReport() {
    cluster.kubelet(REFUSES_IMAGE);
    GitlabPorts faulty =
        new GitlabPorts(
            gitlab.queue(), FlowBench.faultyAtTheEnd(gitlab.reporter(), 1), gitlab.trace());
    assertThatThrownBy(() -> run(FlowBench.flow(cluster, faulty)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(cluster.plans()).isEmpty();
    assertThat(cluster.storedSecrets())
        .singleElement()
        .satisfies(
            secret -> assertThat(secret.plan().labels()).containsKey(JobSecrets.RECORD_LABEL));
  }

  @Test
  @DisplayName("a fault in the acceptance costs neither the log nor the report")
  void faultInTheAcceptance() throws InterruptedException {
    cluster.kubelet(REFUSES_IMAGE);
    AtomicInteger calls = new AtomicInteger();
    GitlabPorts faulty =
        new GitlabPorts(
            gitlab.queue(),
            (job, update) -> {
              if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("a fault");
              }
              return gitlab.reporter().update(job, update);
            },
            gitlab.trace());
    assertThat(run(FlowBench.flow(cluster, faulty))).isInstanceOf(JobOutcome.Broken.class);
    assertThat(gitlab.finalUpdate(credentials)).isPresent();
    assertThat(gitlab.logText(credentials)).contains("no such name");
  }

  @Test
  @DisplayName("GitLab hears that a job is accepted once it is written down")
  void acceptedWhenRecorded() throws InterruptedException {
    cluster.kubelet(REFUSES_IMAGE);
    List<Boolean> recorded = new CopyOnWriteArrayList<>();
    GitlabPorts watched =
        new GitlabPorts(
            gitlab.queue(),
            (job, update) -> {
              recorded.add(
                  cluster.storedSecrets().stream()
                      .anyMatch(it -> it.plan().labels().containsKey(JobSecrets.RECORD_LABEL)));
              return gitlab.reporter().update(job, update);
            },
            gitlab.trace());
    assertThat(run(FlowBench.flow(cluster, watched))).isInstanceOf(JobOutcome.Broken.class);
    assertThat(recorded).isNotEmpty().doesNotContain(false);
  }

  @Test
  @DisplayName("a job that GitLab took back is not reported, and its pod goes")
  void takenBack() throws InterruptedException {
    ClaimedJob job = FlowBench.claimed(FlowBench.taken(gitlab));
    gitlab.cancelAtOnce(credentials);
    JobOutcome outcome = FlowBench.flow(cluster, ports()).run(job, new JobSignals());
    assertThat(outcome).isInstanceOf(JobOutcome.Broken.class);
    assertThat(gitlab.finalUpdate(credentials)).isEmpty();
    assertThat(cluster.plans()).isEmpty();
    assertThat(cluster.storedSecrets()).isEmpty();
  }

  private GitlabPorts ports() {
    return FlowBench.ports(gitlab);
  }

  private JobOutcome run(JobFlow flow) throws InterruptedException {
    return flow.run(FlowBench.claimed(FlowBench.taken(gitlab)), new JobSignals());
  }
}
