package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The configuration of {@code docs/how-to/restricted-pods.md}, as it stands there. */
class RestrictedTest {
  private static final Pattern TOML = Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL);
  private static Stage stage;

  @BeforeAll
  static void open() throws IOException {
    stage = new Stage("restricted");
    stage
        .cluster()
        .admin()
        .namespaces()
        .withName(stage.namespace())
        .edit(
            namespace ->
                new NamespaceBuilder(namespace)
                    .editMetadata()
                    .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                    .endMetadata()
                    .build());
  }

  @AfterAll
  static void close() throws IOException {
    stage.close();
  }

  @BothClients
  void a_whole_job_runs_where_the_restricted_standard_is_enforced(ClusterClient client)
      throws IOException {
    try (SoloRunner runner = SoloRunner.configured(stage, client, documented())) {
      String log =
          runner.passed(
              runner.offer(
                  JobSpec.script(
                          "id -u",
                          "cat README.md",
                          "touch /not-here 2>/dev/null || echo read-only",
                          "grep -E 'NoNewPrivs|CapEff|Seccomp:' /proc/self/status",
                          "cat \"$NOTE\"")
                      .withFileVariable("NOTE", "a note\n")
                      .withAfterScript("echo after")));

      assertThat(log)
          .contains("01O 59417\n")
          .contains("01O Third commit\n")
          .contains("01O read-only\n")
          .contains("CapEff:\t0000000000000000")
          .contains("NoNewPrivs:\t1")
          .contains("Seccomp:\t2")
          .contains("01O a note\n")
          .contains("01O after\n");
    }
  }

  private static String documented() throws IOException {
    String page =
        Files.readString(
            Behaviour.home().resolveSibling("../docs/how-to/restricted-pods.md").normalize());
    Matcher toml = TOML.matcher(page);
    assertThat(toml.find()).isTrue();
    return toml.group(1)
        .replace("https://gitlab.example.com", "{{url}}")
        .replace("glrt-0123456789abcdefghij", "{{token}}")
        .replace("\"ci\"", "\"{{namespace}}\"")
        .replace("registry.example.com/debian-ci:1", "localhost/debian-ci:1")
        .replace("registry.example.com/helper:1", "localhost/helper:1")
        .replace(
            "  [runners.kubernetes]\n",
            """
              [runners.kubernetes]
                {{cluster}}
                client = "{{client}}"
                pull_policy = "if-not-present"
            """);
  }
}
