package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A runner that is given by flags and environment variables alone. */
class RunSingleTest {
  private static Stage stage;

  @BeforeAll
  static void open() throws IOException {
    stage = new Stage("run-single");
  }

  @AfterAll
  static void close() throws IOException {
    stage.close();
  }

  @BothClients
  void two_jobs_one_after_another_then_it_ends(ClusterClient client) {
    String systemId = ManagerProcess.newSystemId();
    String token = stage.newRunner();
    List<OfferedJob> jobs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      jobs.add(
          stage
              .gitlab()
              .offer(
                  JobSpec.script("id -u", "echo $FROM_FLAGS; echo limit $(ulimit -c)")
                      .withRunnerToken(token)));
    }
    List<String> words = words(client, stage.adminKeys());
    words.addAll(
        List.of(
            "--max-builds=2",
            "--env=FROM_FLAGS=yes",
            "--kubernetes-build-container-security-context-run-as-user=1234"));

    try (ManagerProcess manager = ManagerProcess.command(systemId, variables(token), words)) {
      assertThat(manager.exitCode()).as(manager.log()).isZero();

      assertThat(manager.log())
          .contains("This runner has processed its build limit, so now exiting")
          .doesNotContain(token);
      assertThat(jobs.get(0).traceText()).contains("01O 1234\n", "01O yes\n");
      assertThat(jobs.get(0).finalUpdate().isSuccess()).as(jobs.get(0).traceText()).isTrue();
      assertThat(jobs.get(1).finalUpdate().isSuccess()).as(jobs.get(1).traceText()).isTrue();
      assertThat(jobs.get(2).history()).as("only offered").hasSize(1);
      stage.assertNothingLeft(systemId);
    }
  }

  @BothClients
  void it_ends_when_no_job_comes(ClusterClient client) {
    List<String> words = words(client, stage.adminKeys());
    words.add("--wait-timeout=1");
    try (ManagerProcess manager =
        ManagerProcess.command(ManagerProcess.newSystemId(), variables(stage.newRunner()), words)) {
      assertThat(manager.exitCode()).as(manager.log()).isZero();
      assertThat(manager.log())
          .contains("This runner has not received a job in 1 seconds, so now exiting");
    }
  }

  @BothClients
  void a_pod_that_may_not_be_removed_is_named_in_the_manager_s_log(ClusterClient client)
      throws IOException {
    assertThat(logWithoutDelete(client, "pods"))
        .containsOnlyOnce("Error cleaning up pod: pods \"runner-")
        .contains("cannot delete resource \"pods\"");
  }

  @BothClients
  void a_record_that_may_not_be_removed_is_named_with_the_role_that_lacks(ClusterClient client)
      throws IOException {
    assertThat(logWithoutDelete(client, "secrets"))
        .containsOnlyOnce(" is left: secrets \"runner-")
        .contains("cannot delete resource \"secrets\"", "docs/reference/rbac.md");
  }

  /** What the manager logs about one job that passes, as an account without one right. */
  private String logWithoutDelete(ClusterClient client, String resource) throws IOException {
    var account = stage.accountWith(DocumentedRole.without(resource, "delete"));
    String token = stage.newRunner();
    OfferedJob job = stage.gitlab().offer(JobSpec.script("true").withRunnerToken(token));
    List<String> words = words(client, Stage.keysOf(account));
    words.add("--max-builds=1");

    try (ManagerProcess manager =
        ManagerProcess.command(ManagerProcess.newSystemId(), variables(token), words)) {
      assertThat(manager.exitCode()).as(manager.log()).isZero();

      assertThat(job.finalUpdate().isSuccess()).as(job.traceText()).isTrue();
      return manager.log();
    }
  }

  private static List<String> words(ClusterClient client, String keys) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "run-single",
                "--executor=kubernetes",
                "--kubernetes-client=" + client.name().toLowerCase(Locale.ROOT),
                "--kubernetes-image=localhost/debian-ci:1",
                "--kubernetes-helper-image=localhost/helper:1",
                "--kubernetes-pull-policy=if-not-present",
                "--kubernetes-pod_termination_grace_period_seconds=1",
                "--kubernetes-cleanup_grace_period_seconds=1"));
    keys.lines()
        .map(String::strip)
        .map(line -> line.split(" = ", 2))
        .forEach(
            key ->
                words.add(
                    "--kubernetes-%s=%s"
                        .formatted(
                            key[0].equals("bearer_token") ? key[0] : key[0].replace('_', '-'),
                            key[1].replace("\"", ""))));
    return words;
  }

  private static Map<String, String> variables(String token) {
    Map<String, String> variables = new HashMap<>();
    variables.put("CI_SERVER_URL", stage.gitlab().url().toString());
    variables.put("CI_SERVER_TOKEN", token);
    variables.put("KUBERNETES_NAMESPACE", stage.namespace());
    return variables;
  }
}
