package dev.slipway.domain.assembly;

import static dev.slipway.domain.pod.PullPolicy.ALWAYS;
import static dev.slipway.domain.pod.PullPolicy.IF_NOT_PRESENT;
import static dev.slipway.domain.pod.PullPolicy.NEVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.settings.AllowedImages;
import dev.slipway.domain.settings.HelperImageSettings;
import dev.slipway.domain.settings.ImageSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PullPoliciesTest {
  @Test
  @DisplayName("the job's policies win, in its order, as far as they are allowed")
  void effective() throws FailureException {
    ImageSettings settings = settings(List.of(ALWAYS), List.of(IF_NOT_PRESENT, ALWAYS));
    assertThat(PullPolicies.effective("build", List.of(), settings)).containsExactly(ALWAYS);
    assertThat(PullPolicies.effective("build", List.of("always", "if-not-present"), settings))
        .containsExactly(ALWAYS, IF_NOT_PRESENT);
    assertThat(PullPolicies.effective("build", List.of("never", "always"), settings))
        .containsExactly(ALWAYS);
    assertThat(PullPolicies.effective("build", List.of(), settings(List.of(), List.of())))
        .isEmpty();
  }

  @Test
  @DisplayName("where nothing is left, the message says who asked and what is allowed")
  void refused() {
    assertRefused(
        List.of("always"),
        settings(List.of(), List.of()),
        "invalid pull policy for container \"build\": pull_policy ([Always]) defined in GitLab pipeline config is not one of the allowed_pull_policies ([])");
    assertRefused(
        List.of(),
        settings(List.of(NEVER), List.of(ALWAYS)),
        "invalid pull policy for container \"build\": pull_policy ([Never]) defined in Runner config is not one of the allowed_pull_policies ([Always])");
    assertRefused(
        List.of(),
        settings(List.of(), List.of(ALWAYS)),
        "invalid pull policy for container \"build\": pull_policy ([]) defined in Runner config (default) is not one of the allowed_pull_policies ([Always])");
    assertRefused(
        List.of("sometimes"),
        settings(List.of(ALWAYS), List.of()),
        "converting pull policy for container \"build\": conversion to Kubernetes policy: unsupported pull policy: \"sometimes\"; allowed are always, if-not-present, never");
  }

  private static void assertRefused(List<String> ofTheJob, ImageSettings settings, String text) {
    assertThatThrownBy(() -> PullPolicies.effective("build", ofTheJob, settings))
        .isInstanceOf(FailureException.class)
        .hasMessage(text);
  }

  private static ImageSettings settings(List<PullPolicy> policies, List<PullPolicy> allowed) {
    return new ImageSettings(
        Optional.empty(),
        HelperImageSettings.DEFAULTS,
        policies,
        allowed,
        List.of(),
        false,
        AllowedImages.ANY);
  }
}
