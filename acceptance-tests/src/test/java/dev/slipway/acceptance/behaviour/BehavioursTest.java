package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.settings.ClusterClient;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every folder of behaviours, through both clients. {@code -Dgolden=write} renews what is expected.
 */
class BehavioursTest {
  @RegisterExtension static final OnStage ON = new OnStage("behaviours");

  static Stream<Arguments> behaviours() {
    // While one works on a few of them: -Dbehaviour=REGEX.
    Pattern wanted = Pattern.compile(System.getProperty("behaviour", ".*"));
    return Behaviour.all().stream()
        .filter(behaviour -> wanted.matcher(behaviour.name()).matches())
        .flatMap(
            behaviour ->
                Stream.of(ClusterClient.values()).map(client -> Arguments.of(behaviour, client)));
  }

  @ParameterizedTest(name = "{0} ({1})")
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("behaviours")
  void is_as_expected(Behaviour behaviour, ClusterClient client) {
    Expectation seen = BehaviourRun.of(ON.stage(), behaviour, client, config -> config);
    if ("write".equals(System.getProperty("golden")) && client == ClusterClient.FABRIC8) {
      behaviour.expect(seen);
    }
    assertThat(seen).usingRecursiveComparison().isEqualTo(behaviour.expectation());
  }
}
