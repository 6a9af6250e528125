package dev.slipway.domain.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.pod.PullPolicy;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PullPoliciesTest {
  @Test
  @DisplayName("a job that names none has the configured ones")
  void configured() throws FailureException {
    assertThat(effective(List.of(), PullPolicy.ALWAYS, PullPolicy.NEVER))
        .containsExactly(PullPolicy.ALWAYS, PullPolicy.NEVER);
    assertThat(effective(List.of())).isEmpty();
  }

  @Test
  @DisplayName("of the job's policies those that are configured remain, in the job's order")
  void ofTheJob() throws FailureException {
    assertThat(
            effective(
                List.of("never", "always", "if-not-present"), PullPolicy.ALWAYS, PullPolicy.NEVER))
        .containsExactly(PullPolicy.NEVER, PullPolicy.ALWAYS);
  }

  @Test
  @DisplayName("a job none of whose policies is configured is refused with both lists")
  void notAllowed() {
    assertThatThrownBy(() -> effective(List.of("always")))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining(
            "invalid pull policy for container \"build\": pull_policy ([Always]) defined in GitLab pipeline config is not one of the allowed_pull_policies ([])");
  }

  @Test
  @DisplayName("an unknown word is refused with the words that are known")
  void unknown() {
    assertThatThrownBy(() -> effective(List.of("Always"), PullPolicy.ALWAYS))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("\"Always\"")
        .hasMessageContaining("always, if-not-present, never");
  }

  private static List<PullPolicy> effective(List<String> job, PullPolicy... configured)
      throws FailureException {
    return PullPolicies.effective("build", job, List.of(configured));
  }
}
