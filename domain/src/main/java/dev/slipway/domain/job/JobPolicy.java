package dev.slipway.domain.job;

import java.util.List;
import java.util.Optional;

/**
 * The security policy that put a job into its pipeline ({@code policy_options}).
 *
 * @param overrideAllowed whether a user's variables may win over the policy's; empty where GitLab
 *     does not say
 * @param exceptions variables for which the opposite holds
 */
public record JobPolicy(String name, Optional<Boolean> overrideAllowed, List<String> exceptions) {
  public JobPolicy {
    exceptions = List.copyOf(exceptions);
  }

  /** What the job log says of it. */
  public List<String> lines() {
    String but =
        exceptions.isEmpty() ? "" : " (except for %s)".formatted(String.join(", ", exceptions));
    String variables =
        overrideAllowed
            .map(
                allowed ->
                    "User-defined CI/CD variables are %s in this job%s according to the policy."
                        .formatted(allowed ? "allowed" : "ignored", but))
            .orElse(
                "Variables defined in the policy take precedence over matching user-defined CI/CD variables for this job.");
    return List.of("Job triggered by policy \"%s\".".formatted(name), variables);
  }
}
