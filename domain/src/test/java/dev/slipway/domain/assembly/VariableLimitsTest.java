package dev.slipway.domain.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.EnvPlan;
import dev.slipway.domain.variable.Variable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariableLimitsTest {
  private static final int KIB = 1024;

  @Test
  @DisplayName("every variable is an entry of the Secret and a reference to it")
  void one() {
    VariableSecrets laid = of(variable("A", "1"), variable("B", "2"));
    assertThat(laid.secrets()).containsOnlyKeys("pod-env-1");
    assertThat(laid.secrets().get("pod-env-1"))
        .containsEntry("v0001", "1")
        .containsEntry("v0002", "2");
    assertThat(laid.of("build"))
        .containsExactly(
            new EnvPlan("A", "pod-env-1", "v0001"), new EnvPlan("B", "pod-env-1", "v0002"));
    assertThat(laid.warnings()).isEmpty();
  }

  @Test
  @DisplayName("without variables there is no Secret")
  void none() {
    assertThat(of().secrets()).isEmpty();
    assertThat(of().of("build")).isEmpty();
  }

  @Test
  @DisplayName("an empty value is a value, also as the first")
  void empty() {
    VariableSecrets laid = of(variable("EMPTY", ""), variable("A", "1"));
    assertThat(laid.secrets().get("pod-env-1"))
        .containsEntry("v0001", "")
        .containsEntry("v0002", "1");
  }

  @Test
  @DisplayName("values that are too many for one Secret go into several, each below 900 KiB")
  void split() {
    List<Variable> many =
        IntStream.range(0, 20).mapToObj(i -> variable("V" + i, "x".repeat(100 * KIB))).toList();
    VariableSecrets laid = VariableSecrets.of("pod", Map.of("build", many));
    assertThat(laid.secrets()).containsOnlyKeys("pod-env-1", "pod-env-2", "pod-env-3");
    assertThat(laid.secrets().values())
        .allSatisfy(
            data ->
                assertThat(
                        data.values().stream()
                            .mapToInt(v -> v.getBytes(StandardCharsets.UTF_8).length)
                            .sum())
                    .isLessThanOrEqualTo(900 * KIB));
    assertThat(laid.of("build"))
        .hasSize(20)
        .allSatisfy(
            env -> assertThat(laid.secrets().get(env.secretName())).containsKey(env.secretKey()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1A", "A B", "A=B", "Ü", ""})
  @DisplayName("a name that Kubernetes does not take is left out with a warning")
  void illegalName(String name) {
    VariableSecrets laid = of(variable(name, "secret-value"));
    assertThat(laid.of("build")).isEmpty();
    assertThat(laid.warnings())
        .singleElement()
        .asString()
        .contains("\"" + name + "\"")
        .doesNotContain("secret-value");
  }

  @Test
  @DisplayName("a value that Linux does not take is left out with a warning, one byte less is kept")
  void tooLong() {
    int longest = 128 * KIB - 1 - "A=".length();
    assertThat(of(variable("A", "x".repeat(longest))).of("build")).hasSize(1);
    VariableSecrets laid = of(variable("A", "x".repeat(longest + 1)));
    assertThat(laid.of("build")).isEmpty();
    assertThat(laid.secrets()).isEmpty();
    assertThat(laid.warnings()).singleElement().asString().contains("\"A\"", "file variable");
  }

  private static VariableSecrets of(Variable... variables) {
    return VariableSecrets.of("pod", Map.of("build", List.of(variables)));
  }

  private static Variable variable(String key, String value) {
    return Variable.internal(key, value);
  }
}
