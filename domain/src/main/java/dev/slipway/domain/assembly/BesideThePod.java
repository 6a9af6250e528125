package dev.slipway.domain.assembly;

import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.JobObjects;
import dev.slipway.domain.pod.DisruptionBudgetPlan;
import dev.slipway.domain.pod.NamespacePlan;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.domain.settings.KubernetesSettings;
import dev.slipway.domain.variable.JobVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a job makes beside its pod.
 *
 * @param pullSecret name of the Secret with registry credentials, where there are any
 * @param warnings of credentials that cannot be used
 */
record BesideThePod(JobObjects objects, Optional<String> pullSecret, List<String> warnings) {
  private static final String AUTH_CONFIG = "DOCKER_AUTH_CONFIG";

  static BesideThePod of(
      ClaimedJob job, PodName pod, JobVariables variables, VariableSecrets ofVariables) {
    KubernetesSettings settings = job.runner().kubernetes();
    List<SecretPlan> secrets = new ArrayList<>();
    ofVariables
        .secrets()
        .forEach((name, data) -> secrets.add(secret(job, pod, name, "Opaque", data)));
    Optional<String> pullSecret = Optional.empty();
    List<String> warnings = List.of();
    // A Secret that nothing would refer to is not made.
    if (!settings.images().pullSecretsOfAccount()) {
      PullSecretPart credentials =
          PullSecretPart.of(variables.find(AUTH_CONFIG), job.payload().credentials());
      warnings = credentials.warnings();
      pullSecret = credentials.content().map(_ -> pod.name() + "-pull");
      if (credentials.content().isPresent()) {
        secrets.add(
            secret(
                job,
                pod,
                pod.name() + "-pull",
                PullSecretPart.TYPE,
                Map.of(PullSecretPart.KEY, credentials.content().get())));
      }
    }
    Optional<DisruptionBudgetPlan> budget =
        settings.care().disruptionBudget()
            ? Optional.of(
                new DisruptionBudgetPlan(
                    pod.namespace(),
                    pod.name() + "-pdb",
                    OwnLabels.of(job),
                    // The labels of GitLab Runner are not unique to one pod.
                    OwnLabels.of(job),
                    Optional.empty()))
            : Optional.empty();
    Optional<NamespacePlan> namespace =
        settings.identity().namespacePerJob()
            ? Optional.of(
                new NamespacePlan(
                    pod.namespace(),
                    OwnLabels.ofNamespace(
                        OwnLabels.of(job), job.runner().gitlab().url().toString())))
            : Optional.empty();
    return new BesideThePod(new JobObjects(namespace, secrets, budget), pullSecret, warnings);
  }

  private static SecretPlan secret(
      ClaimedJob job, PodName pod, String name, String type, Map<String, String> data) {
    return new SecretPlan(pod.namespace(), name, OwnLabels.of(job), type, data, Optional.empty());
  }
}
