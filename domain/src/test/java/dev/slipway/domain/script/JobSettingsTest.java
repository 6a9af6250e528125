package dev.slipway.domain.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.variable.JobVariables;
import dev.slipway.domain.variable.Variable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a job sets by its variables")
class JobSettingsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void defaults() {
    JobSettings settings = new ScriptJob("/builds").context().settings();

    assertThat(settings.getSourcesAttempts()).isOne();
    assertThat(settings.restoreCacheAttempts()).isOne();
    assertThat(settings.artifactDownloadAttempts()).isOne();
    assertThat(settings.secretsRetrievalAttempts()).isOne();
    assertThat(settings.debugTrace()).isFalse();
    assertThat(settings.debugServices()).isFalse();
    assertThat(settings.afterScriptIgnoreErrors()).isTrue();
    assertThat(settings.warnings()).isEmpty();
  }

  @Test
  @DisplayName("numbers of attempts are clamped, with one text for all warnings")
  void attempts() {
    JobSettings settings =
        new ScriptJob("/builds")
            .variable("GET_SOURCES_ATTEMPTS", "11")
            .variable("RESTORE_CACHE_ATTEMPTS", "0")
            .variable("ARTIFACT_DOWNLOAD_ATTEMPTS", "3")
            .variable("SECRETS_RETRIEVAL_ATTEMPTS", "x")
            .variable("EXECUTOR_JOB_SECTION_ATTEMPTS", "99")
            .context()
            .settings();

    assertThat(settings.getSourcesAttempts()).isEqualTo(10);
    assertThat(settings.restoreCacheAttempts()).isOne();
    assertThat(settings.artifactDownloadAttempts()).isEqualTo(3);
    assertThat(settings.secretsRetrievalAttempts()).isOne();
    assertThat(settings.warningText())
        .isEqualTo(
            """
            GET_SOURCES_ATTEMPTS: number of attempts out of the range [1, 10], clamping to: 10
            RESTORE_CACHE_ATTEMPTS: number of attempts out of the range [1, 10], clamping to: 1
            SECRETS_RETRIEVAL_ATTEMPTS: expected int got "x", using default value: 1
            EXECUTOR_JOB_SECTION_ATTEMPTS: number of attempts out of the range [1, 10], clamping to: 10""");
  }

  @Test
  void debug() {
    ScriptJob job =
        new ScriptJob("/builds")
            .variable("CI_DEBUG_TRACE", "true")
            .variable("CI_DEBUG_SERVICES", "1");

    assertThat(job.context().settings().debugTrace()).isTrue();
    assertThat(job.context().settings().debugServices()).isTrue();

    ScriptContext context = job.context();
    JobSettings forbidden = JobSettings.read(context.payload(), context.variables(), true);
    assertThat(forbidden.debugTrace()).isFalse();
    assertThat(forbidden.debugServices()).isFalse();
    assertThat(forbidden.warnings())
        .containsExactly(
            "CI_DEBUG_TRACE: usage is disabled on this Runner",
            "CI_DEBUG_SERVICES: usage is disabled on this Runner");
  }

  @Test
  void noTimeouts() {
    ScriptTimeouts timeouts = ScriptTimeouts.read(JobVariables.of(List.of(), ""), HOUR);

    assertThat(timeouts)
        .isEqualTo(new ScriptTimeouts(Optional.empty(), Duration.ofMinutes(5), List.of()));
  }

  @ParameterizedTest
  @CsvSource({"0", "0s", "' '", "''"})
  @DisplayName("zero and blank mean the default")
  void zero(String text) {
    assertThat(timeouts(text)).isEqualTo(timeouts(""));
  }

  @ParameterizedTest
  @CsvSource({
    "90s, PT90S, ",
    "1h, PT1H, ",
    "1h30m, PT1H, RUNNER_SCRIPT_TIMEOUT timeout: 1h30m is longer than job timeout. Setting to job timeout",
    "abc, , Ignoring malformed RUNNER_SCRIPT_TIMEOUT timeout: abc",
    "5, , Ignoring malformed RUNNER_SCRIPT_TIMEOUT timeout: 5",
    "-5m, , Ignoring relative RUNNER_SCRIPT_TIMEOUT timeout: -5m",
  })
  void scriptTimeout(String text, @Nullable Duration expected, @Nullable String warning) {
    ScriptTimeouts timeouts = timeouts(text);

    assertThat(timeouts.script()).isEqualTo(Optional.ofNullable(expected));
    assertThat(timeouts.warnings()).isEqualTo(warning == null ? List.of() : List.of(warning));
  }

  @Test
  void afterScriptTimeout() {
    Variable variable = Variable.internal("RUNNER_AFTER_SCRIPT_TIMEOUT", "10m");

    assertThat(ScriptTimeouts.read(JobVariables.of(List.of(variable), ""), HOUR).afterScript())
        .isEqualTo(Duration.ofMinutes(10));
  }

  private static ScriptTimeouts timeouts(String text) {
    Variable variable = Variable.internal("RUNNER_SCRIPT_TIMEOUT", text);
    return ScriptTimeouts.read(JobVariables.of(List.of(variable), ""), HOUR);
  }
}
