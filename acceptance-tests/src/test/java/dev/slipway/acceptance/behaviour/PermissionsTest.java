package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Role of {@code docs/reference/rbac.md} is enough for a job, and less is said clearly. */
class PermissionsTest {
  private static Stage stage;

  @BeforeAll
  static void open() throws IOException {
    stage = new Stage("permissions");
  }

  @AfterAll
  static void close() throws IOException {
    stage.close();
  }

  @BothClients
  void the_documented_role_is_enough(ClusterClient client) throws IOException {
    try (SoloRunner runner = SoloRunner.allowed(stage, client, DocumentedRole.rules())) {
      runner.passed(runner.offer(JobSpec.script("echo allowed")));
    }
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @CsvSource({
    "FABRIC8,  secrets,     create",
    "OFFICIAL, secrets,     create",
    "FABRIC8,  secrets,     update",
    "OFFICIAL, secrets,     update",
    "FABRIC8,  pods,        create",
    "OFFICIAL, pods,        create",
    "FABRIC8,  pods,        list",
    "OFFICIAL, pods,        list",
    "FABRIC8,  pods,        watch",
    "OFFICIAL, pods,        watch",
    "FABRIC8,  pods/attach, *",
    "OFFICIAL, pods/attach, *",
    "FABRIC8,  pods/exec,   *",
    "OFFICIAL, pods/exec,   *",
  })
  void a_verb_less_is_named(ClusterClient client, String resource, String verb) throws IOException {
    try (SoloRunner runner =
        SoloRunner.allowed(stage, client, DocumentedRole.without(resource, verb))) {
      OfferedJob job = runner.offer(JobSpec.script("echo never"));
      job.awaitFinalUpdate(Stage.LIMIT);

      assertThat(job.finalUpdate().state()).isEqualTo("failed");
      assertThat(job.finalUpdate().failureReason()).contains("runner_system_failure");
      assertThat(job.traceText())
          .contains("cannot")
          .containsPattern("cannot (%s) resource \"%s\"".formatted(word(verb), resource));
    }
  }

  private static String word(String verb) {
    return verb.equals("*") ? "create|get" : verb;
  }
}
