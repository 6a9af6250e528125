package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Role of {@code docs/reference/rbac.md} is enough for a job, and less is said clearly. */
class PermissionsTest {
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
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
    try (SoloRunner runner = SoloRunner.allowed(stage, client, documented())) {
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
    try (SoloRunner runner = SoloRunner.allowed(stage, client, less(resource, verb))) {
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

  private static List<PolicyRule> less(String resource, String verb) throws IOException {
    List<PolicyRule> rules = new ArrayList<>();
    for (PolicyRule rule : documented()) {
      if (!rule.getResources().contains(resource)) {
        rules.add(rule);
      } else if (!verb.equals("*")) {
        assertThat(rule.getVerbs()).contains(verb);
        rules.add(new PolicyRuleBuilder(rule).removeFromVerbs(verb).build());
      }
    }
    return rules;
  }

  private static List<PolicyRule> documented() throws IOException {
    String page =
        Files.readString(Behaviour.home().resolveSibling("../docs/reference/rbac.md").normalize());
    Matcher yaml = YAML.matcher(page);
    assertThat(yaml.find()).isTrue();
    return Serialization.unmarshal(yaml.group(1), Role.class).getRules();
  }
}
