package dev.slipway.domain.assembly;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.settings.ImageSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which pull policies a container may try, in order; empty means the cluster's default. */
final class PullPolicies {
  private PullPolicies() {}

  /**
   * The job's policies where it names any, else the configured ones; of them those that are
   * allowed. Where the configuration says nothing of what is allowed, its own policies are.
   */
  static List<PullPolicy> effective(String container, List<String> ofTheJob, ImageSettings settings)
      throws FailureException {
    List<PullPolicy> configured = settings.pullPolicies();
    List<PullPolicy> allowed =
        settings.allowedPullPolicies().isEmpty() ? configured : settings.allowedPullPolicies();
    List<PullPolicy> wanted = ofTheJob.isEmpty() ? configured : parsed(container, ofTheJob);
    if (wanted.isEmpty() && allowed.isEmpty()) {
      return List.of();
    }
    List<PullPolicy> effective = wanted.stream().filter(allowed::contains).toList();
    if (effective.isEmpty()) {
      String source =
          !ofTheJob.isEmpty()
              ? "GitLab pipeline config"
              : configured.isEmpty() ? "Runner config (default)" : "Runner config";
      throw rejected(
          "invalid pull policy for container \"%s\": pull_policy (%s) defined in %s is not one of the allowed_pull_policies (%s)"
              .formatted(container, text(wanted), source, text(allowed)));
    }
    return effective;
  }

  private static List<PullPolicy> parsed(String container, List<String> words)
      throws FailureException {
    List<PullPolicy> policies = new ArrayList<>();
    for (String word : words) {
      policies.add(
          parse(word)
              .orElseThrow(
                  () ->
                      rejected(
                          "converting pull policy for container \"%s\": conversion to Kubernetes policy: unsupported pull policy: \"%s\"; allowed are always, if-not-present, never"
                              .formatted(container, word))));
    }
    return policies;
  }

  /** What the log says of a container's policies. */
  static String line(String container, List<PullPolicy> policies) {
    return "Using effective pull policy of %s for container %s"
        .formatted(text(policies), container);
  }

  /** {@code [Always IfNotPresent]}. */
  static String text(List<PullPolicy> policies) {
    return "[" + String.join(" ", policies.stream().map(PullPolicy::word).toList()) + "]";
  }

  private static Optional<PullPolicy> parse(String word) {
    return switch (word) {
      case "always" -> Optional.of(PullPolicy.ALWAYS);
      case "if-not-present" -> Optional.of(PullPolicy.IF_NOT_PRESENT);
      case "never" -> Optional.of(PullPolicy.NEVER);
      default -> Optional.empty();
    };
  }

  private static FailureException rejected(String text) {
    return new FailureException(new Failure.ConfigRejected(text));
  }
}
