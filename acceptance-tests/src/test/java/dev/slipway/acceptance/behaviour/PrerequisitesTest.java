package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.cluster.Accounts;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Looking for a pod's service account and image pull secrets before the pod is made. */
class PrerequisitesTest {
  @RegisterExtension static final OnStage ON = new OnStage("prerequisites");

  @BothClients
  void what_is_not_there_is_named_before_a_pod_is_made(ClusterClient client) {
    try (SoloRunner runner =
        ON.runnerWith(
            client,
            "image_pull_secrets = [\"mirror\"]\nresource_availability_check_max_attempts = 1")) {
      OfferedJob job = runner.offer(JobSpec.script("echo never"));

      runner.assertFailed(
          job,
          "runner_system_failure",
          " (system failure): prepare environment: Timed out while waiting for ImagePullSecret/mirror to be present in the cluster: secrets \"mirror\" not found. Create it, or change the setting that names it.");
      assertThat(job.traceText())
          .contains("Waiting for ImagePullSecret/mirror to be present in the cluster");
    }
  }

  @BothClients
  void an_account_that_comes_late_is_waited_for(ClusterClient client) {
    String account = "late-" + client.name().toLowerCase(Locale.ROOT);
    try (SoloRunner runner =
        ON.runnerWith(
            client,
            "service_account = \"%s\"\nresource_availability_check_max_attempts = -1"
                .formatted(account))) {
      OfferedJob job = runner.offer(JobSpec.script("echo it runs"));
      job.awaitTraceContains("Waiting for ServiceAccount/" + account, Stage.LIMIT);
      ON.stage()
          .cluster()
          .admin()
          .resource(
              new ServiceAccountBuilder()
                  .withNewMetadata()
                  .withNamespace(ON.stage().namespace())
                  .withName(account)
                  .endMetadata()
                  .build())
          .create();

      assertThat(runner.passed(job)).contains("01O it runs\n");
    }
  }

  @BothClients
  void a_role_without_the_right_to_look_is_enough(ClusterClient client) {
    try (SoloRunner runner =
        SoloRunner.as(
            ON.stage(),
            client,
            ON.stage().accountWith(rulesThatDoNotLook()),
            "service_account = \"default\"\nresource_availability_check_max_attempts = 1\n")) {
      assertThat(runner.passed(runner.offer(JobSpec.script("echo it runs"))))
          .contains("Not looked whether ServiceAccount/default is present: ", "01O it runs\n");
    }
  }

  /** What a Role had to grant before this was looked at. */
  private static List<PolicyRule> rulesThatDoNotLook() {
    return Accounts.rulesOfThePorts().stream()
        .filter(rule -> !rule.getResources().contains("namespaces"))
        .filter(rule -> !rule.getResources().contains("serviceaccounts"))
        .map(
            rule ->
                rule.getResources().contains("secrets")
                    ? new PolicyRuleBuilder(rule).removeFromVerbs("get").build()
                    : rule)
        .toList();
  }
}
