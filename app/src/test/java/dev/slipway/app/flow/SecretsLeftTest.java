package dev.slipway.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.cli.WrittenLog;
import dev.slipway.domain.assembly.JobSecrets;
import dev.slipway.domain.job.JobOutcome;
import dev.slipway.ports.cluster.fake.FakeCluster;
import dev.slipway.ports.gitlab.FakeGitlab;
import dev.slipway.ports.gitlab.JobPayloads;
import dev.slipway.ports.gitlab.JobReporter.JobCredentials;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("Where Secrets may not be removed the job's result stays, and the manager's log says")
class SecretsLeftTest {
  private static final String ADVICE =
      "Give the runner's account this permission; docs/reference/rbac.md has the whole Role.";

  private final WrittenLog log = new WrittenLog();
  private final FakeGitlab gitlab = new FakeGitlab();
  private final FakeCluster cluster = new FakeCluster("default");
  private JobCredentials credentials = new JobCredentials(0, "");

  @BeforeEach
  void offer() {
    credentials = gitlab.offer(JobPayloads.script(1, "job-token", "echo hi"));
    cluster.forbid("delete secrets");
  }

  @AfterEach
  void restore() {
    log.close();
  }

  @Test
  @DisplayName("which of them no pod took along, and what to do; the record stays to tell of them")
  void withoutPod() throws InterruptedException {
    cluster.forbid("create pods");

    assertThat(run().closingText()).contains("User cannot do that");

    assertThat(gitlab.finalUpdate(credentials)).isPresent();
    List<String> names =
        cluster.storedSecrets().stream()
            .filter(it -> !it.plan().labels().containsKey(JobSecrets.RECORD_LABEL))
            .map(it -> it.plan().name())
            .toList();
    assertThat(names).isNotEmpty().hasSize(cluster.storedSecrets().size() - 1);
    assertThat(log.lines("ERROR"))
        .containsExactlyElementsOf(
            names.stream()
                .map(
                    name ->
                        "Error cleaning up secrets: User cannot do that (default/%s) %s"
                            .formatted(name, ADVICE))
                .toList());
  }

  @Test
  @DisplayName("that the record is left where the pod took the others along")
  void withPod() throws InterruptedException {
    cluster.kubelet(JobFlowTest.REFUSES_IMAGE);

    assertThat(run().closingText()).contains("no such name");

    assertThat(gitlab.finalUpdate(credentials)).isPresent();
    assertThat(cluster.plans()).isEmpty();
    assertThat(cluster.storedSecrets())
        .singleElement()
        .satisfies(
            it ->
                assertThat(log.lines("WARNING"))
                    .containsExactly(
                        "The record of job 1 is left: User cannot do that (default/%s) %s"
                            .formatted(it.plan().name(), ADVICE)));
  }

  private JobOutcome run() throws InterruptedException {
    return FlowBench.flow(cluster, FlowBench.ports(gitlab))
        .run(FlowBench.claimed(FlowBench.taken(gitlab)), new JobSignals());
  }
}
