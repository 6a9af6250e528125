package dev.slipway.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.assembly.JobPlanner;
import dev.slipway.domain.assembly.JobSecrets;
import dev.slipway.domain.assembly.OwnLabels;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pod.NamespacePlan;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.domain.pull.PullLadder;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.contract.TakenNames;
import dev.slipway.ports.cluster.fake.FakeCluster;
import dev.slipway.ports.gitlab.FakeGitlab;
import dev.slipway.ports.gitlab.JobPayloads;
import dev.slipway.ports.gitlab.JobQueue.AskAnswer;
import dev.slipway.ports.gitlab.JobReporter;
import dev.slipway.ports.gitlab.JobReporter.JobCredentials;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate;
import dev.slipway.ports.gitlab.JobReporter.UpdateAnswer;
import dev.slipway.ports.gitlab.ServerWish;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LeftBehindTest {
  private static final String OTHER_SYSTEM = "s_another00000";

  private final FakeGitlab gitlab = new FakeGitlab();
  private final FakeCluster cluster = new FakeCluster("default");
  private JobCredentials credentials = new JobCredentials(0, "");
  private PlannedJob job = planned(1);

  @BeforeEach
  void take() throws InterruptedException {
    credentials = gitlab.offer(JobPayloads.script(1, "job-token", "echo hi"));
    assertThat(gitlab.queue().ask()).isInstanceOf(AskAnswer.JobGiven.class);
    job = planned(1);
    cluster.pods().create(job.pod());
    JobSecrets.ofPod(job).forEach(cluster.secrets()::create);
  }

  @Test
  @DisplayName("a job of a process that is gone is reported, and nothing is left of it")
  void gone() throws InterruptedException {
    record(Map.of("boot", "another run of the program"));
    clear(FlowBench.BEGIN);
    assertThat(gitlab.finalUpdate(credentials)).isPresent();
    assertThat(gitlab.logText(credentials))
        .contains("ERROR: Job failed (system failure): the runner's process ended without warning");
    assertNothingLeft();
  }

  @Test
  @DisplayName("what this process has in hand stays")
  void ours() throws InterruptedException {
    record(Map.of());
    clear(FlowBench.BEGIN);
    assertKept();
  }

  @Test
  @DisplayName("what another process of the machine has in hand stays, until it is gone")
  void sibling() throws InterruptedException {
    ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
    record(
        Map.of(
            "pid",
            Long.toString(parent.pid()),
            "started",
            parent.info().startInstant().orElseThrow().toString()));
    clear(FlowBench.BEGIN);
    assertKept();
  }

  @Test
  @DisplayName("a process with the number of one that is gone is not taken for it")
  void sameNumber() throws InterruptedException {
    ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
    record(
        Map.of(
            "pid",
            Long.toString(parent.pid()),
            "started",
            parent.info().startInstant().orElseThrow().minusSeconds(60).toString()));
    clear(FlowBench.BEGIN);
    assertNothingLeft();
  }

  @Test
  @DisplayName("a job of another machine stays, until its time is long over")
  void anotherMachine() throws InterruptedException {
    cluster.remove(job.pod().name());
    cluster
        .pods()
        .create(
            TakenNames.labelled(
                job.pod(), Map.of(OwnLabels.SYSTEM_ID, OTHER_SYSTEM, OwnLabels.JOB_ID, "1")));
    record(Map.of("host", "elsewhere"), OTHER_SYSTEM);
    clear(FlowBench.BEGIN);
    assertKept();
    clear(FlowBench.BEGIN.plus(Duration.ofDays(2)));
    assertThat(gitlab.finalUpdate(credentials)).isPresent();
    assertThat(cluster.plans()).isEmpty();
  }

  @Test
  @DisplayName("a job of another GitLab stays: who talks to that one tells it")
  void anotherGitlab() throws InterruptedException {
    record(Map.of("host", "elsewhere", "url", "https://another.test"));
    clear(FlowBench.BEGIN);
    assertKept();
  }

  @Test
  @DisplayName("a record stays as long as GitLab could not be told, and tells the next one")
  void untold() throws InterruptedException {
    record(Map.of("boot", "another run of the program"));
    ServerWish soon = new ServerWish(false, Optional.of(Duration.ofMillis(1)));
    clear(
        FlowBench.BEGIN,
        (it, update) ->
            update.state() == JobUpdate.State.FAILED
                ? new UpdateAnswer.Failed("502", soon)
                : gitlab.reporter().update(it, update));
    assertThat(cluster.plans()).isEmpty();
    assertThat(cluster.storedSecrets())
        .singleElement()
        .satisfies(it -> assertThat(it.plan().labels()).containsKey(JobSecrets.RECORD_LABEL));
    clear(FlowBench.BEGIN);
    assertThat(gitlab.finalUpdate(credentials)).isPresent();
    assertNothingLeft();
  }

  @Test
  @DisplayName("a pod without a record goes; a Secret without one goes when it is old")
  void orphans() throws InterruptedException {
    clear(Instant.now());
    assertThat(cluster.plans()).isEmpty();
    assertThat(cluster.storedSecrets()).isNotEmpty();
    clear(Instant.now().plus(Duration.ofHours(1)));
    assertThat(cluster.storedSecrets()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  @DisplayName("a job that begins between two looks stays, also with a clock that runs ahead")
  void beginsMeanwhile(int looksBefore) throws InterruptedException {
    Instant ahead = Instant.now().plus(Duration.ofHours(1));
    cluster.remove(job.pod().name());
    JobSecrets.ofPod(job).forEach(it -> cluster.secrets().delete(it.namespace(), it.name()));
    AtomicInteger looks = new AtomicInteger();
    clear(
        ahead,
        gitlab.reporter(),
        "glrt-bench",
        () -> {
          if (looks.incrementAndGet() == looksBefore) {
            record(Map.of("over-by", ahead.plusSeconds(60).toString()));
            JobSecrets.ofPod(job).forEach(cluster.secrets()::create);
            cluster.pods().create(job.pod());
          }
        });
    assertKept();
  }

  @Test
  @DisplayName("what another runner's job has in this namespace stays: its record is in that one's")
  void anotherRunners() throws InterruptedException {
    clear(Instant.now().plus(Duration.ofHours(1)), gitlab.reporter(), "glrt-other");
    assertKept(JobSecrets.ofPod(job).size());
  }

  @Test
  @DisplayName("what only has the names that a record tells of stays")
  void somebodyElses() throws InterruptedException {
    cluster.remove(job.pod().name());
    cluster.pods().create(TakenNames.labelled(job.pod(), TakenNames.FOREIGN));
    for (SecretPlan own : JobSecrets.ofPod(job)) {
      cluster.secrets().delete(own.namespace(), own.name());
      cluster.secrets().create(TakenNames.labelled(own, TakenNames.FOREIGN));
    }
    record(Map.of("boot", "another run of the program"));
    clear(FlowBench.BEGIN);
    assertThat(gitlab.finalUpdate(credentials)).isPresent();
    assertThat(cluster.plans()).hasSize(1);
    assertThat(cluster.storedSecrets())
        .hasSameSizeAs(JobSecrets.ofPod(job))
        .allSatisfy(it -> assertThat(it.plan().labels()).isEqualTo(TakenNames.FOREIGN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://gitlab.test", "https://another.test", ""})
  @DisplayName("a namespace of the job's own goes, one that only has its name stays")
  void namespaceOfTheJob(String madeFor) throws InterruptedException {
    String name = NamespacePlan.nameFor(1);
    cluster
        .namespaces()
        .create(
            new NamespacePlan(
                name,
                madeFor.isEmpty()
                    ? TakenNames.FOREIGN
                    : OwnLabels.ofNamespace(OwnLabels.of(job.claimed()), madeFor)));
    record(Map.of("boot", "another run of the program", "namespace", name));
    clear(FlowBench.BEGIN);
    assertThat(gitlab.finalUpdate(credentials)).isPresent();
    assertThat(cluster.namespaces().get(name) instanceof ClusterAnswer.Done)
        .isNotEqualTo(madeFor.equals("https://gitlab.test"));
  }

  @Test
  @DisplayName("where records cannot be listed nothing is removed")
  void blind() throws InterruptedException {
    cluster.refuseNext(new ClusterError.Forbidden("secrets is forbidden"));
    clear(FlowBench.BEGIN);
    assertThat(cluster.plans()).hasSize(1);
  }

  private void assertKept() {
    assertKept(JobSecrets.ofPod(job).size() + 1);
  }

  private void assertKept(int secrets) {
    assertThat(gitlab.finalUpdate(credentials)).isEmpty();
    assertThat(cluster.plans()).hasSize(1);
    assertThat(cluster.storedSecrets()).hasSize(secrets);
  }

  private void assertNothingLeft() {
    assertThat(cluster.plans()).isEmpty();
    assertThat(cluster.storedSecrets()).isEmpty();
  }

  private void record(Map<String, String> changes) {
    record(changes, FlowBench.MANAGER.systemId());
  }

  private void record(Map<String, String> changes, String systemId) {
    SecretPlan plan = JobRecord.secret(job);
    Map<String, String> data = new HashMap<>(plan.data());
    data.putAll(changes);
    Map<String, String> labels = new HashMap<>(plan.labels());
    labels.put("slipway.dev/system-id", systemId);
    cluster
        .secrets()
        .create(
            new SecretPlan(plan.namespace(), plan.name(), labels, plan.type(), data, plan.owner()));
  }

  private void clear(Instant now) throws InterruptedException {
    clear(now, gitlab.reporter());
  }

  private void clear(Instant now, JobReporter reporter) throws InterruptedException {
    clear(now, reporter, "glrt-bench");
  }

  private void clear(Instant now, JobReporter reporter, String token) throws InterruptedException {
    clear(now, reporter, token, () -> {});
  }

  private void clear(Instant now, JobReporter reporter, String token, Runnable afterLook)
      throws InterruptedException {
    InstantSource clock = InstantSource.fixed(now);
    new LeftBehind(
            LookedAt.by(FlowBench.cluster(cluster, _ -> FlowBench.NO_POD).ports(), afterLook),
            FlowBench.runner(token),
            new LastWord(new GitlabPorts(gitlab.queue(), reporter, gitlab.trace()), clock),
            FlowBench.MANAGER.systemId(),
            ManagerProcess.current(FlowBench.MANAGER.facts().hostname()),
            clock)
        .clear();
  }

  private static PlannedJob planned(long id) {
    ClaimedJob claimed = FlowBench.claimed(JobPayloads.script(id, "job-token", "echo hi"));
    try {
      return JobPlanner.plan(claimed, JobPlanner.basis(claimed), "suffix00", PullLadder.FRESH);
    } catch (FailureException e) {
      throw new AssertionError(e);
    }
  }
}
