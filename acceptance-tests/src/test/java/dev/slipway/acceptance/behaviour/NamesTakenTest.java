package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.CoordinatorOptions;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.ports.cluster.contract.TakenNames;
import dev.slipway.ports.cluster.contract.TakenNames.Kind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The names that a job's objects were to have are taken. */
class NamesTakenTest {
  // A namespace is for the whole cluster; the others follow from its name.
  private static final List<Kind> IN_THE_NAMESPACE =
      List.of(Kind.RECORD, Kind.SECRET, Kind.POD, Kind.BUDGET);

  private Stage stage;

  @BeforeEach
  void open() throws IOException {
    // Namespaces are named by the job: no other run on the same cluster may have its number.
    long firstJob = ThreadLocalRandom.current().nextLong(1_000_000, 1_000_000_000);
    stage = new Stage("names", CoordinatorOptions.defaults().withFirstJobId(firstJob));
  }

  @AfterEach
  void close() throws IOException {
    stage.close();
  }

  @BothClients
  void what_is_somebody_elses_fails_the_job_and_stays(ClusterClient client)
      throws FailureException {
    for (Kind kind : IN_THE_NAMESPACE) {
      OfferedJob job = run(client, TakenNames.bySomebodyElse(kind), "");

      assertFailed(job);
      assertThat(foreign()).as("what is not the job's, of kind %s", kind).hasSize(1);
      stage.cluster().admin().resourceList(foreign()).withGracePeriod(0).delete();
    }
  }

  @BothClients
  void a_namespace_that_is_somebody_elses_fails_the_job_and_stays(ClusterClient client)
      throws FailureException {
    OfferedJob job =
        run(client, TakenNames.bySomebodyElse(Kind.NAMESPACE), "namespace_per_job = true");
    var namespace = stage.cluster().admin().namespaces().withName("ci-job-" + job.id());
    try {
      assertFailed(job);
      assertThat(namespace.get()).isNotNull();
      assertThat(namespace.get().getMetadata().getDeletionTimestamp()).isNull();
    } finally {
      namespace.delete();
    }
  }

  @BothClients
  void what_an_earlier_try_has_made_is_used(ClusterClient client) throws FailureException {
    for (Kind kind : IN_THE_NAMESPACE) {
      OfferedJob job = run(client, TakenNames.byAnEarlierTry(kind), "");

      assertThat(job.finalUpdate().state()).as(job.traceText()).isEqualTo("success");
    }
  }

  private OfferedJob run(ClusterClient client, TakenNames taken, String lines)
      throws FailureException {
    String token = stage.newRunner();
    String template = Configs.ONE_RUNNER + ("pod_disruption_budget = true\n" + lines).indent(4);
    OfferedJob job;
    String systemId;
    try (HandMadeManager manager =
        HandMadeManager.start(stage.config(template, client, token, ""), taken::in)) {
      systemId = manager.systemId();
      job = stage.gitlab().offer(JobSpec.script("echo hi").withRunnerToken(token));
      job.awaitFinalUpdate(Stage.LIMIT);
    }
    stage.assertNothingLeft(systemId);
    return job;
  }

  private static void assertFailed(OfferedJob job) {
    String log = job.traceText();
    assertThat(job.finalUpdate().state()).as(log).isEqualTo("failed");
    assertThat(job.finalUpdate().failureReason()).as(log).contains("runner_system_failure");
    assertThat(log)
        .contains(" exists already and was not made for this job", "Retry the job")
        .doesNotContain("hi\n");
  }

  /** What is in the namespace and carries somebody else's labels. */
  private List<HasMetadata> foreign() {
    KubernetesClient admin = stage.cluster().admin();
    String namespace = stage.namespace();
    List<HasMetadata> found = new ArrayList<>();
    found.addAll(
        admin.pods().inNamespace(namespace).withLabels(TakenNames.FOREIGN).list().getItems());
    found.addAll(
        admin.secrets().inNamespace(namespace).withLabels(TakenNames.FOREIGN).list().getItems());
    found.addAll(
        admin
            .policy()
            .v1()
            .podDisruptionBudget()
            .inNamespace(namespace)
            .withLabels(TakenNames.FOREIGN)
            .list()
            .getItems());
    return found;
  }
}
