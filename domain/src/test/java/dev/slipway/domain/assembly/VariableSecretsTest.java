package dev.slipway.domain.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.EnvPlan;
import dev.slipway.domain.variable.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VariableSecretsTest {
  @Test
  @DisplayName("what two containers see stands in the Secret once")
  void shared() {
    Map<String, List<Variable>> seen = new LinkedHashMap<>();
    seen.put("build", List.of(Variable.internal("A", "1"), Variable.internal("B", "2")));
    seen.put("db", List.of(Variable.internal("A", "1"), Variable.internal("B", "other")));
    VariableSecrets secrets = VariableSecrets.of("pod", seen);
    assertThat(secrets.secrets())
        .containsOnly(Map.entry("pod-env-1", Map.of("v0001", "1", "v0002", "2", "v0003", "other")));
    assertThat(secrets.of("build"))
        .containsExactly(
            new EnvPlan("A", "pod-env-1", "v0001"), new EnvPlan("B", "pod-env-1", "v0002"));
    assertThat(secrets.of("db"))
        .containsExactly(
            new EnvPlan("A", "pod-env-1", "v0001"), new EnvPlan("B", "pod-env-1", "v0003"));
    assertThat(secrets.of("helper")).isEmpty();
  }
}
