package dev.slipway.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A policy's job")
class JobPolicyTest {
  @Test
  @DisplayName("says which policy it is of, and whose variables win")
  void lines() {
    assertThat(new JobPolicy("scan", Optional.empty(), List.of()).lines())
        .containsExactly(
            "Job triggered by policy \"scan\".",
            "Variables defined in the policy take precedence over matching user-defined CI/CD"
                + " variables for this job.");
    assertThat(new JobPolicy("scan", Optional.of(true), List.of()).lines().getLast())
        .isEqualTo("User-defined CI/CD variables are allowed in this job according to the policy.");
    assertThat(new JobPolicy("scan", Optional.of(false), List.of("A", "B")).lines().getLast())
        .isEqualTo(
            "User-defined CI/CD variables are ignored in this job (except for A, B) according to"
                + " the policy.");
  }
}
