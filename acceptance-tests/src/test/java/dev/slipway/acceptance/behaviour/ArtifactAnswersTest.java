package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.Faults;
import dev.slipway.domain.settings.ClusterClient;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a job makes of GitLab's answers to its artifacts. */
// Has a stage of its own and mostly waits, and so runs beside other classes.
@Execution(ExecutionMode.CONCURRENT)
class ArtifactAnswersTest {
  private static final String CONFIG =
      Configs.ONE_RUNNER.replace("localhost/helper:1", "{{helper}}");

  @BothClients
  @DisplayName(
      "a busy GitLab is asked again; what is too large, or not for this job, fails it at once")
  void answers(ClusterClient client) throws IOException {
    try (Stage stage = new Stage("answers");
        SoloRunner runner = SoloRunner.configured(stage, client, CONFIG)) {
      Faults faults = stage.gitlab().faults();
      faults.answer(CallKind.ARTIFACT_UPLOAD, 503, 2);
      OfferedJob busy = runner.offer(spec());
      assertThat(runner.passed(busy))
          .contains("coordinator... 503 Service Unavailable", "Retrying...", "201 Created");
      assertThat(uploads(stage)).isEqualTo(3);

      faults.answer(CallKind.ARTIFACT_UPLOAD, 413, 1);
      assertThat(failed(runner)).contains("413", "FATAL: too large");
      assertThat(uploads(stage)).isEqualTo(4);

      faults.answer(CallKind.ARTIFACT_UPLOAD, 403, 1);
      assertThat(failed(runner)).contains("403 Forbidden", "FATAL: permission denied");
      assertThat(uploads(stage)).isEqualTo(5);

      faults.answer(CallKind.ARTIFACT_DOWNLOAD, 500, 1);
      OfferedJob next =
          runner.offer(
              JobSpec.script("cat x").withNeeds(busy).withVariable("GIT_STRATEGY", "none"));
      assertThat(runner.passed(next)).contains("Retrying...", "coordinator... ok", "01O content\n");
    }
  }

  @BothClients
  @DisplayName("what is sent elsewhere by a redirect goes to that server, under the same path")
  void redirected(ClusterClient client) throws IOException {
    try (Stage stage = new Stage("redirecting");
        Stage other = new Stage("redirected-to");
        SoloRunner runner = SoloRunner.configured(stage, client, CONFIG)) {
      String there = other.gitlab().url() + "/not/this/path";
      stage.gitlab().faults().answer(CallKind.ARTIFACT_UPLOAD, 307, Map.of("Location", there), 1);
      other.gitlab().faults().answer(CallKind.ARTIFACT_UPLOAD, 201, 1);

      OfferedJob job = runner.offer(spec());

      assertThat(runner.passed(job)).contains("Upload request redirected", "201 Created");
      assertThat(uploads(stage)).isEqualTo(1);
      assertThat(other.gitlab().journal().requests())
          .filteredOn(request -> request.kind() == CallKind.ARTIFACT_UPLOAD)
          .singleElement()
          .satisfies(
              request ->
                  assertThat(request.target())
                      .startsWith("/api/v4/jobs/" + job.id() + "/artifacts?"));
    }
  }

  private static String failed(SoloRunner runner) {
    OfferedJob job = runner.offer(spec());
    runner.assertFailed(job, "script_failure", ": command terminated with exit code 1");
    return job.traceText();
  }

  private static long uploads(Stage stage) {
    return stage.gitlab().journal().requests().stream()
        .filter(request -> request.kind() == CallKind.ARTIFACT_UPLOAD)
        .count();
  }

  private static JobSpec spec() {
    return JobSpec.ofJson(
        """
        {
          "script": ["echo content > x"],
          "artifacts": [{"paths": ["x"], "artifact_type": "archive", "artifact_format": "zip"}]
        }
        """);
  }
}
