package dev.slipway.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.flag.FeatureFlags;
import dev.slipway.domain.stage.ContainerRole;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The way a job's scripts take")
class ExecutionWayTest {
  @Test
  @DisplayName("is an attach that stays open, with the entrypoint where it is honoured")
  void attach() {
    assertThat(ExecutionWay.of(flags(Map.of()))).isEqualTo(new ExecutionWay(false, false, true));
    FeatureFlags honours = flags(Map.of("FF_KUBERNETES_HONOR_ENTRYPOINT", true));
    assertThat(ExecutionWay.of(honours).honoursEntrypoint()).isTrue();
    assertThat(ExecutionWay.warnings(honours)).isEmpty();
  }

  @Test
  @DisplayName("is an exec by the flag of old, which runs no entrypoint and says so")
  void exec() {
    FeatureFlags both =
        flags(
            Map.of(
                "FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY", true,
                "FF_KUBERNETES_HONOR_ENTRYPOINT", true));

    assertThat(ExecutionWay.of(both)).isEqualTo(new ExecutionWay(true, false, true));
    assertThat(ExecutionWay.warnings(both)).hasSize(1).first().asString().contains("no effect");
  }

  @Test
  @DisplayName("makes the helper's files writable for all, unless they are given away")
  void umask() {
    ExecutionWay usual = ExecutionWay.of(flags(Map.of()));
    ExecutionWay givenAway =
        ExecutionWay.of(flags(Map.of("FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR", true)));

    assertThat(usual.umaskZero(ContainerRole.HELPER)).isTrue();
    assertThat(usual.umaskZero(ContainerRole.BUILD)).isFalse();
    assertThat(givenAway.umaskZero(ContainerRole.HELPER)).isFalse();
  }

  private static FeatureFlags flags(Map<String, Boolean> config) {
    return FeatureFlags.resolve(config, _ -> Optional.empty());
  }
}
