package dev.slipway.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.assembly.JobPlanner;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.JobOutcome;
import dev.slipway.domain.job.JobPayload;
import dev.slipway.domain.job.JobPayload.JobArtifact;
import dev.slipway.domain.job.JobPayload.JobCache;
import dev.slipway.domain.job.JobPayload.JobDependency;
import dev.slipway.domain.pull.PullLadder;
import dev.slipway.domain.script.ScriptContext;
import dev.slipway.domain.variable.Variable;
import dev.slipway.ports.cache.CacheStore;
import dev.slipway.ports.gitlab.JobPayloads;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The stages that carry files")
class CarryStagesTest {
  private static final Optional<JobOutcome> OK = Optional.empty();
  private static final Optional<JobOutcome> FAILED = Optional.of(JobOutcome.scriptFailed(1));
  private static final Optional<JobOutcome> CANCELED = Optional.of(new JobOutcome.Canceled());

  private final List<String> ran = new ArrayList<>();
  private final Deque<Optional<JobOutcome>> ends = new ArrayDeque<>();
  private Optional<JobOutcome> pauseEnd = Optional.empty();

  @Test
  @DisplayName("are tried as often as the job wants, each by its own variable")
  void attempts() throws Exception {
    ends.addAll(List.of(FAILED, OK, FAILED, FAILED, OK));

    assertThat(in()).isEmpty();
    assertThat(ran)
        .containsExactly(
            "restore_cache obeys cancel",
            "pause before 2",
            "restore_cache obeys cancel",
            "download_artifacts obeys cancel",
            "pause before 2",
            "download_artifacts obeys cancel",
            "pause before 3",
            "download_artifacts obeys cancel");
  }

  @Test
  @DisplayName("fail the job with the last try; nothing comes in after a cache that failed")
  void lastTry() throws Exception {
    ends.addAll(List.of(FAILED, FAILED));

    assertThat(in()).isEqualTo(FAILED);
    assertThat(ran).noneMatch(stage -> stage.startsWith("download_artifacts"));
  }

  @Test
  @DisplayName("are not tried again after a cancel, in a try or between two")
  void canceled() throws Exception {
    ends.add(CANCELED);
    assertThat(in()).isEqualTo(CANCELED);
    assertThat(ran).containsExactly("restore_cache obeys cancel");

    ran.clear();
    ends.add(FAILED);
    pauseEnd = CANCELED;
    assertThat(in()).isEqualTo(CANCELED);
    assertThat(ran).containsExactly("restore_cache obeys cancel", "pause before 2");
  }

  @Test
  @DisplayName("go out by how the job ended, whatever somebody cancels meanwhile")
  void out() throws Exception {
    ends.addAll(List.of(OK, OK));
    assertThat(out(OK)).isEmpty();
    assertThat(ran).containsExactly("archive_cache", "upload_artifacts_on_success");

    ran.clear();
    ends.addAll(List.of(OK, OK));
    assertThat(out(CANCELED)).isEqualTo(CANCELED);
    assertThat(ran).containsExactly("archive_cache_on_failure", "upload_artifacts_on_failure");
  }

  @Test
  @DisplayName("carry artifacts out, too, where a cache could not be; the first failure counts")
  void outFails() throws Exception {
    Optional<JobOutcome> other = Optional.of(JobOutcome.scriptFailed(2));
    ends.addAll(List.of(FAILED, other));
    assertThat(out(OK)).isEqualTo(FAILED);
    assertThat(ran).hasSize(2);

    ends.addAll(List.of(OK, other));
    assertThat(out(OK)).isEqualTo(other);

    ends.addAll(List.of(FAILED, FAILED));
    assertThat(out(other)).isEqualTo(other);
  }

  @Test
  @DisplayName("end with the job: after a stop nothing more goes out")
  void stopped() throws Exception {
    Optional<JobOutcome> stopped =
        Optional.of(JobStages.stopped(new Stop.JobTaken("GitLab took the job back")));
    ends.add(stopped);
    assertThat(out(OK)).isEqualTo(stopped);
    assertThat(ran).containsExactly("archive_cache");
  }

  private Optional<JobOutcome> in() throws FailureException, InterruptedException {
    ClaimedJob job = FlowBench.claimed(payload());
    return stages(job).in(scripts(job));
  }

  private Optional<JobOutcome> out(Optional<JobOutcome> failed)
      throws FailureException, InterruptedException {
    ClaimedJob job = FlowBench.claimed(payload());
    return stages(job).out(scripts(job), failed);
  }

  private static ScriptContext scripts(ClaimedJob job) throws FailureException {
    return JobPlanner.plan(job, JobPlanner.basis(job), "suffix00", PullLadder.FRESH).scripts();
  }

  private CarryStages stages(ClaimedJob job) {
    return new CarryStages(
        job,
        CacheStore.NONE,
        FlowBench.log((bytes, from, to) -> {}),
        InstantSource.fixed(job.claimedAt()),
        (stage, _, obeysCancel) -> {
          ran.add(stage.id() + (obeysCancel ? " obeys cancel" : ""));
          return ends.remove();
        },
        (_, attempt) -> {
          ran.add("pause before " + attempt);
          return pauseEnd;
        });
  }

  private static JobPayload payload() {
    List<Variable> variables =
        List.of(number("RESTORE_CACHE_ATTEMPTS", 2), number("ARTIFACT_DOWNLOAD_ATTEMPTS", 3));
    JobPayload plain = JobPayloads.script(1, "token", variables, "true");
    return new JobPayload(
        plain.id(),
        plain.token(),
        plain.allowGitFetch(),
        plain.info(),
        plain.git(),
        plain.timeoutSeconds(),
        plain.variables(),
        plain.steps(),
        plain.image(),
        plain.services(),
        List.of(artifact("on_success"), artifact("on_failure")),
        List.of(new JobCache("key", false, "pull-push", List.of("deps/"), "always", List.of())),
        List.of(new JobDependency(2, "other", "build", "artifacts.zip", 100)),
        plain.credentials(),
        plain.hooks(),
        plain.features(),
        plain.inputs(),
        plain.secrets(),
        plain.policy(),
        plain.otherParts());
  }

  private static JobArtifact artifact(String when) {
    return new JobArtifact("", false, List.of("out/"), List.of(), when, "archive", "zip", "");
  }

  private static Variable number(String key, int value) {
    return new Variable(key, Integer.toString(value), true, false, false, false, false);
  }
}
