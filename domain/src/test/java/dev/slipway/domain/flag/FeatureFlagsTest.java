package dev.slipway.domain.flag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Feature flags")
class FeatureFlagsTest {

  @Test
  @DisplayName("defaults are those of GitLab Runner 19.3")
  void defaults() {
    assertThat(Arrays.stream(FeatureFlag.values()).filter(FeatureFlag::onByDefault))
        .extracting(FeatureFlag::key)
        .containsExactly(
            "FF_USE_DIRECT_DOWNLOAD",
            "FF_USE_POD_ACTIVE_DEADLINE_SECONDS",
            "FF_SECRET_RESOLVING_FAILS_IF_MISSING",
            "FF_USE_GIT_BUNDLE_URIS",
            "FF_USE_DOCKER_AUTOSCALER_DIAL_STDIO",
            "FF_TIMESTAMPS",
            "FF_MASK_ALL_DEFAULT_TOKENS",
            "FF_USE_EXPONENTIAL_BACKOFF_STAGE_RETRY",
            "FF_USE_ADAPTIVE_REQUEST_CONCURRENCY",
            "FF_USE_GITALY_CORRELATION_ID",
            "FF_ENABLE_JOB_INPUTS_INTERPOLATION");
    assertThat(FeatureFlag.values()).hasSize(52);
    assertThat(FeatureFlags.defaults().headerText()).isEmpty();
  }

  @Test
  @DisplayName("the runner's configuration wins over a variable, a variable over the default")
  void precedence() {
    Map<String, String> variables = Map.of("FF_TIMESTAMPS", "true", "FF_HASH_CACHE_KEYS", "1");
    FeatureFlags flags =
        FeatureFlags.resolve(
            Map.of("FF_TIMESTAMPS", false, "FF_NOT_KNOWN", true),
            key -> Optional.ofNullable(variables.get(key)));

    assertThat(flags.enabled(FeatureFlag.TIMESTAMPS)).isFalse();
    assertThat(flags.enabled(FeatureFlag.HASH_CACHE_KEYS)).isTrue();
    assertThat(flags.enabled(FeatureFlag.USE_FASTZIP)).isFalse();
    assertThat(flags.headerText()).isEqualTo("FF_TIMESTAMPS:false, FF_HASH_CACHE_KEYS:true");
    assertThat(flags.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "t", "T", "TRUE", "true", "True"})
  void wordsForTrue(String word) {
    assertThat(FeatureFlags.booleanOf(word)).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "f", "F", "FALSE", "false", "False"})
  void wordsForFalse(String word) {
    assertThat(FeatureFlags.booleanOf(word)).contains(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "tRUE", " true", "on", "2"})
  @DisplayName("any other word is a warning and leaves the default")
  void otherWords(String word) {
    FeatureFlags flags =
        FeatureFlags.resolve(
            Map.of(), key -> key.equals("FF_TIMESTAMPS") ? Optional.of(word) : Optional.empty());

    assertThat(flags.enabled(FeatureFlag.TIMESTAMPS)).isTrue();
    assertThat(flags.warnings())
        .containsExactly("FF_TIMESTAMPS: could not parse feature flag, expected bool, got " + word);
  }

  @Test
  void unknownKeys() {
    assertThat(FeatureFlag.ofKey("FF_NOT_KNOWN")).isEmpty();
    assertThat(FeatureFlag.ofKey("TIMESTAMPS")).isEmpty();
    assertThat(FeatureFlag.ofKey("FF_TIMESTAMPS")).contains(FeatureFlag.TIMESTAMPS);
  }
}
