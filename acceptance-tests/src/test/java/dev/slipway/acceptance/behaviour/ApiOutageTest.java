package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.cluster.HelperImage;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.JobState;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.Faults;
import dev.slipway.domain.settings.ClusterClient;
import java.io.IOException;
import org.junit.jupiter.api.Tag;

/**
 * An API server that is away for a minute, at each step of a job: the job does not fail of it, and
 * can be canceled.
 */
@Tag("long")
class ApiOutageTest {
  @BothClients
  void before_the_pod_is_made(ClusterClient client) throws IOException {
    try (Outage outage = new Outage();
        SoloRunner runner = outage.runner(client)) {
      outage.begin();
      OfferedJob job = runner.offer(JobSpec.script("echo ran"));

      assertThat(outage.assertPassed(runner, job))
          .contains("WARNING: The Kubernetes API is not available (");
    }
  }

  @BothClients
  void while_the_pod_comes_up(ClusterClient client) throws IOException {
    try (Outage outage = new Outage();
        SoloRunner runner = outage.runner(client)) {
      OfferedJob job = runner.offer(JobSpec.script("echo ran"));
      outage.stage().awaitPod(runner.manager().systemId());
      outage.begin();

      outage.assertPassed(runner, job);
    }
  }

  @BothClients
  void while_the_ways_into_the_pod_are_opened(ClusterClient client) throws IOException {
    try (Outage outage = new Outage();
        SoloRunner runner = outage.runner(client, outage::holdingTheStart)) {
      OfferedJob job = outage.offerAndBeginWithTheWays(runner, JobSpec.script("echo ran"));

      outage.assertPassed(runner, job);
    }
  }

  @BothClients
  void while_an_entrypoint_opens_its_shell(ClusterClient client) throws IOException {
    try (Outage outage = new Outage();
        SoloRunner runner = outage.runner(client)) {
      OfferedJob job =
          runner.offer(
              JobSpec.ofJson(
                      """
                      {
                        "image": {
                          "name": "localhost/debian-ci:1",
                          "entrypoint": ["sh", "-c", "echo not yet; until [ -e /tmp/go-on ]; do sleep 0.2; done; exec sh"]
                        },
                        "script": ["echo ran"]
                      }
                      """)
                  .withVariable("FF_KUBERNETES_HONOR_ENTRYPOINT", "true"));
      outage.beginWith(job, "not yet\n");
      outage.stage().goOn(job.id());

      outage.assertPassed(runner, job);
    }
  }

  @BothClients
  void while_the_sources_are_fetched(ClusterClient client) throws IOException {
    try (Outage outage = new Outage();
        SoloRunner runner = outage.runner(client)) {
      Faults.Gate fetch = outage.stage().gitlab().faults().hold(CallKind.GIT);
      OfferedJob job = runner.offer(JobSpec.script("test -e README.md", "echo ran"));
      outage.beginAt(fetch);

      assertThat(outage.assertPassed(runner, job)).containsOnlyOnce("Checking out ");
    }
  }

  @BothClients
  void while_the_script_runs_and_ends(ClusterClient client) throws IOException {
    try (Outage outage = new Outage();
        SoloRunner runner = outage.runner(client)) {
      OfferedJob job = runner.offer(JobSpec.script("echo begun; sleep 10; echo ran"));
      outage.beginWith(job, "01O begun\n");

      outage.assertPassed(runner, job);
    }
  }

  @BothClients
  void while_after_script_runs_and_ends(ClusterClient client) throws IOException {
    try (Outage outage = new Outage();
        SoloRunner runner = outage.runner(client)) {
      OfferedJob job =
          runner.offer(
              JobSpec.script("echo done")
                  .withAfterScript("echo begun; sleep 10; echo \"$CI_JOB_STATUS\"; echo ran"));
      outage.beginWith(job, "01O begun\n");

      assertThat(outage.assertPassed(runner, job))
          .containsOnlyOnce("01O begun\n")
          .containsOnlyOnce("01O success\n");
    }
  }

  @BothClients
  void while_artifacts_are_uploaded(ClusterClient client) throws IOException {
    try (Outage outage = new Outage();
        SoloRunner runner =
            outage.runner(
                client, config -> config.replace("localhost/helper:1", HelperImage.name()))) {
      Faults.Gate upload = outage.stage().gitlab().faults().hold(CallKind.ARTIFACT_UPLOAD);
      OfferedJob job =
          runner.offer(
              JobSpec.ofJson(
                  """
                  {
                    "script": ["echo content > x", "echo ran"],
                    "artifacts": [{"paths": ["x"], "artifact_type": "archive", "artifact_format": "zip"}]
                  }
                  """));
      outage.beginAt(upload);

      assertThat(outage.assertPassed(runner, job)).containsOnlyOnce("201 Created");
      assertThat(outage.stage().gitlab().journal().requests(CallKind.ARTIFACT_UPLOAD)).hasSize(1);
      assertThat(ArtifactText.lines(job.artifacts())).singleElement().asString().endsWith(": x");
    }
  }

  @BothClients
  void while_the_pod_is_removed(ClusterClient client) throws IOException {
    try (Outage outage = new Outage();
        SoloRunner runner = outage.runner(client)) {
      Faults.Gate end = outage.stage().gitlab().faults().hold(CallKind.JOB_FINAL);
      OfferedJob job = runner.offer(JobSpec.script("echo ran"));
      outage.beginAt(end);

      outage.assertPassed(runner, job);
    }
  }

  @BothClients
  void a_cancel_meanwhile_ends_the_script_and_after_script_runs(ClusterClient client)
      throws IOException {
    try (Outage outage = new Outage();
        SoloRunner runner = outage.runner(client)) {
      OfferedJob job = runner.offer(endless());
      outage.beginWith(job, "01O begun\n");

      job.cancel();

      job.awaitFinalUpdate(Outage.LIMIT);
      assertThat(job.state()).isEqualTo(JobState.CANCELED);
      assertThat(job.finalUpdate().state()).isEqualTo("failed");
      assertThat(job.traceText())
          .containsOnlyOnce("WARNING: script canceled externally (UI, API)")
          .containsOnlyOnce("01O status canceled\n")
          .contains("ERROR: Job failed: canceled");
      outage.assertNothingLeft(runner);
    }
  }

  @BothClients
  void a_job_that_gitlab_ends_meanwhile_leaves_nothing(ClusterClient client) throws IOException {
    try (Outage outage = new Outage();
        SoloRunner runner = outage.runner(client)) {
      OfferedJob job = runner.offer(endless());
      outage.beginWith(job, "01O begun\n");

      job.cancelAtOnce();

      outage.assertNothingLeft(runner);
      assertThat(job.state()).isEqualTo(JobState.CANCELED);
      assertThat(job.traceText()).doesNotContain("01O status");
    }
  }

  private static JobSpec endless() {
    return JobSpec.script("echo begun", "sleep 600")
        .withAfterScript("echo \"status $CI_JOB_STATUS\"");
  }
}
