package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.behaviour.Expectation.JobEnd;
import dev.slipway.domain.settings.ClusterClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every folder of behaviours once more, with each script by an exec: they end as those that go
 * through the containers' own shells do, and their logs differ by nothing but what names the way.
 * Where a behaviour is about those shells, its {@code expect-by-exec.yaml} says what happens.
 */
@Tag("long")
class BehavioursByExecTest {
  private static final String FLAG = "    FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY = true\n";
  @RegisterExtension static final OnStage ON = new OnStage("by-exec");

  static Stream<Arguments> behaviours() {
    return BehavioursTest.behaviours()
        .filter(arguments -> !((Behaviour) arguments.get()[0]).config().contains(FLAG));
  }

  @ParameterizedTest(name = "{0} ({1})")
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("behaviours")
  void ends_as_with_attach(Behaviour behaviour, ClusterClient client) {
    Expectation seen = BehaviourRun.of(ON.stage(), behaviour, client, BehavioursByExecTest::byExec);
    if (behaviour.expectationByExec().isEmpty()) {
      assertThat(withoutTheWay(seen))
          .usingRecursiveComparison()
          .isEqualTo(withoutTheWay(behaviour.expectation()));
      return;
    }
    if ("write".equals(System.getProperty("golden")) && client == ClusterClient.FABRIC8) {
      behaviour.expectByExec(seen);
    }
    assertThat(Optional.of(seen))
        .usingRecursiveComparison()
        .isEqualTo(behaviour.expectationByExec());
  }

  private static String byExec(String config) {
    String flags = "  [runners.feature_flags]\n";
    return config.contains(flags)
        ? config.replace(flags, flags + FLAG)
        : config.replace("  [runners.kubernetes]\n", flags + FLAG + "  [runners.kubernetes]\n");
  }

  private static Expectation withoutTheWay(Expectation expectation) {
    return new Expectation(
        expectation.jobs().stream().map(BehavioursByExecTest::withoutTheWay).toList());
  }

  private static JobEnd withoutTheWay(JobEnd end) {
    List<String> log =
        end.log().stream()
            .filter(line -> !line.contains("Using attach strategy to execute scripts"))
            .filter(line -> !line.contains("  feature flags: "))
            // A script through a container's shell ends with an empty line.
            .filter(line -> !line.equals("01O"))
            .toList();
    return new JobEnd(end.state(), end.failureReason(), end.exitCode(), end.artifacts(), log);
  }
}
