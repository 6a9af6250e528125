package dev.slipway.domain.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.failure.FailureReason;
import dev.slipway.domain.input.InputValue;
import dev.slipway.domain.input.JobInput;
import dev.slipway.domain.job.JobPayload.GitInfo;
import dev.slipway.domain.job.JobPayload.JobArtifact;
import dev.slipway.domain.job.JobPayload.JobCache;
import dev.slipway.domain.job.JobPayload.JobFeatures;
import dev.slipway.domain.job.JobPayload.JobHook;
import dev.slipway.domain.job.JobPayload.JobImage;
import dev.slipway.domain.job.JobPayload.JobInfo;
import dev.slipway.domain.job.JobPayload.JobStep;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A job's inputs")
class JobInputsTest {
  private static final String ASK = "${{ job.inputs.a }}";

  @Test
  @DisplayName("go into images, script, after_script, artifacts and cache, and nowhere else")
  void places() throws FailureException {
    JobPayload filled = job(ASK, new InputValue.Text("A")).withInputsInTexts();

    assertThat(filled.steps())
        .containsExactly(
            new JobStep("script", List.of("x A", "y")),
            new JobStep("release", List.of(ASK)),
            new JobStep("after_script", List.of("A")));
    JobImage image = filled.image().orElseThrow();
    assertThat(image)
        .isEqualTo(
            new JobImage(
                "A",
                ASK,
                List.of("A"),
                List.of("A"),
                List.of(),
                List.of(),
                List.of("A"),
                Optional.of("A")));
    assertThat(filled.services()).containsExactly(image);
    assertThat(filled.artifacts())
        .containsExactly(
            new JobArtifact("A", true, List.of("A"), List.of("A"), "A", ASK, ASK, "A"));
    assertThat(filled.cache())
        .containsExactly(new JobCache("A", true, "A", List.of("A"), "A", List.of("A")));
    assertThat(filled.hooks()).containsExactly(new JobHook("h", List.of(ASK)));
  }

  @Test
  @DisplayName("that are asked for and cannot be given are a fault of the job's configuration")
  void refused() {
    JobPayload job = job("${{ job.inputs.b }}", new InputValue.Text("A"));

    assertThatThrownBy(job::withInputsInTexts)
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> {
              assertThat(e.failure().text())
                  .isEqualTo("failed to interpolate job inputs: the job has no input \"b\"");
              assertThat(e.failure().reason()).isEqualTo(FailureReason.RUNNER_CONFIGURATION_ERROR);
            });
  }

  private static JobPayload job(String ask, InputValue value) {
    JobImage image =
        new JobImage(
            ask,
            ask,
            List.of(ask),
            List.of(ask),
            List.of(),
            List.of(),
            List.of(ask),
            Optional.of(ask));
    return new JobPayload(
        1,
        "t",
        true,
        new JobInfo("job", "test", 7, "p", "g/p"),
        new GitInfo("", "", "", "", "", List.of(), 0, ""),
        0,
        List.of(),
        List.of(
            new JobStep("script", List.of("x " + ask, "y")),
            new JobStep("release", List.of(ask)),
            new JobStep("after_script", List.of(ask))),
        Optional.of(image),
        List.of(image),
        List.of(new JobArtifact(ask, true, List.of(ask), List.of(ask), ask, ask, ask, ask)),
        List.of(new JobCache(ask, true, ask, List.of(ask), ask, List.of(ask))),
        List.of(),
        List.of(),
        List.of(new JobHook("h", List.of(ask))),
        new JobFeatures(true, Set.of(), List.of()),
        List.of(new JobInput("a", value, false)),
        List.of(),
        Optional.empty(),
        Set.of());
  }
}
