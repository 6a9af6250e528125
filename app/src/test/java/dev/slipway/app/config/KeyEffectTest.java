package dev.slipway.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.cli.PlanOptions;
import dev.slipway.app.wiring.PlanPrinter;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.settings.RunnerSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each key of {@code [runners.kubernetes]} changes what a job makes, or why it fails. */
class KeyEffectTest {
  /**
   * Keys that are about the way to the cluster, about time, or about messages; and one whose effect
   * depends on the machine.
   */
  private static final Set<String> NOT_IN_THE_PLAN =
      Set.of(
          "host",
          "context",
          "cert_file",
          "key_file",
          "ca_file",
          "bearer_token",
          "bearer_token_overwrite_allowed",
          "poll_interval",
          "cleanup_grace_period_seconds",
          "cleanup_resources_timeout",
          "resource_availability_check_max_attempts",
          "retry_limit",
          "retry_backoff_max",
          "retry_limits",
          "print_pod_warning_events",
          "helper_image_autoset_arch_and_os",
          "pod_spec.name",
          "pod_spec.patch_type");

  private static final Map<String, String> WITHOUT = new ConcurrentHashMap<>();

  /** It asks for everything that a configuration may allow, and for a patched pod. */
  private static final String JOB = job();

  private static String job() {
    StringBuilder variables =
        new StringBuilder("{\"key\":\"FF_USE_ADVANCED_POD_SPEC_CONFIGURATION\",\"value\":\"true\"}")
            .append(",{\"key\":\"FF_USE_DUMB_INIT_WITH_KUBERNETES_EXECUTOR\",\"value\":\"true\"}")
            .append(",{\"key\":\"FF_TIMESTAMPS\",\"value\":\"false\"}");
    for (String scope : new String[] {"", "HELPER_", "SERVICE_", "POD_"}) {
      for (String resource : new String[] {"CPU", "MEMORY", "EPHEMERAL_STORAGE"}) {
        for (String kind : new String[] {"REQUEST", "LIMIT"}) {
          variables.append(variable(scope + resource + "_" + kind, "0"));
        }
      }
    }
    variables
        .append(variable("NAMESPACE_OVERWRITE", "ci-a"))
        .append(variable("SERVICE_ACCOUNT_OVERWRITE", "ci-a"))
        .append(variable("POD_LABELS_1", "ci-a=b"))
        .append(variable("POD_ANNOTATIONS_1", "ci-a=b"))
        .append(variable("NODE_SELECTOR_1", "ci-a=b"))
        .append(variable("NODE_TOLERATIONS_1", "ci-a=b:NoSchedule"));
    return """
        {"id": 5, "token": "t", "job_info": {"project_id": 7, "project_name": "app"},
         "git_info": {"repo_url": "https://gitlab.example.com/g/app.git", "sha": "0123456789"},
         "variables": [%s],
         "image": {"name": "job-image", "executor_opts": {"kubernetes": {"user": "77:77"}}},
         "services": [{"name": "job-service", "alias": "s"}],
         "credentials": [{"type": "registry", "url": "r", "username": "u", "password": "p"}],
         "steps": [{"name": "script", "script": ["true"]}]}
        """
        .formatted(variables);
  }

  private static String variable(String name, String value) {
    return ",{\"key\":\"KUBERNETES_%s\",\"value\":\"%s\"}".formatted(name, value);
  }

  static Stream<KeyProof> proofs() {
    return KeyProofTest.proofs().filter(proof -> proof.path().startsWith("runners.kubernetes."));
  }

  @ParameterizedTest
  @DisplayName("a key changes the plan, unless it is one of those that cannot")
  @MethodSource("proofs")
  void effect(KeyProof proof) {
    String with = outcome(proof.configuration());
    assertThat(with).isNotBlank();
    boolean changes = !NOT_IN_THE_PLAN.contains(proof.path().replace("runners.kubernetes.", ""));
    if (changes && proof.configurationWithout().isPresent()) {
      String without =
          WITHOUT.computeIfAbsent(proof.configurationWithout().get(), KeyEffectTest::outcome);
      assertThat(with.equals(without)).as("%s leaves the plan as it is", proof).isFalse();
    }
  }

  /** The objects as text, with the job's warnings, or why it would fail. */
  private static String outcome(String configuration) {
    // A job that names no image shows the configured one.
    String job =
        configuration.contains("\nimage = ") ? JOB.replace("\"name\": \"job-image\", ", "") : JOB;
    RunnerSettings runner = ConfigText.runner(configuration);
    try {
      return new PlanPrinter()
          .plan(runner, new PlanOptions(Path.of("/absent/config.toml"), job))
          .toString();
    } catch (FailureException e) {
      return e.failure().text();
    }
  }
}
