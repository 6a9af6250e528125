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

  @Test
  @DisplayName("a Secret stays below 1 MiB; what does not fit goes to the next one")
  void split() {
    String large = "x".repeat(100_000);
    List<Variable> many =
        java.util.stream.IntStream.range(0, 12)
            .mapToObj(i -> Variable.internal("V" + i, large))
            .toList();
    VariableSecrets secrets = VariableSecrets.of("pod", Map.of("build", many));
    assertThat(secrets.secrets().keySet()).containsExactlyInAnyOrder("pod-env-1", "pod-env-2");
    assertThat(secrets.secrets().values())
        .allSatisfy(
            data ->
                assertThat(data.values().stream().mapToInt(String::length).sum())
                    .isLessThan(1 << 20));
    assertThat(secrets.of("build")).hasSize(12);
  }

  @Test
  @DisplayName("a name or a value that no container takes is left to scripts, with one warning")
  void notForContainers() {
    List<Variable> odd =
        List.of(Variable.internal("1A", "x"), Variable.internal("BIG", "x".repeat(140_000)));
    VariableSecrets secrets = VariableSecrets.of("pod", Map.of("build", odd, "db", odd));
    assertThat(secrets.of("build")).isEmpty();
    assertThat(secrets.warnings()).hasSize(2);
  }
}
