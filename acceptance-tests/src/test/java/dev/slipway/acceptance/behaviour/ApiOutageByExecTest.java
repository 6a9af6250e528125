package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.Faults;
import dev.slipway.domain.settings.ClusterClient;
import java.io.IOException;
import org.junit.jupiter.api.Tag;

/**
 * The same with the exec strategy: a script whose stream breaks fails the job, for nobody knows its
 * end; it does not run again. What has not begun begins when the API server is back.
 */
@Tag("long")
class ApiOutageByExecTest {
  @BothClients
  void before_the_first_script(ClusterClient client) throws IOException {
    try (Outage outage = new Outage();
        SoloRunner runner =
            outage.runner(client, config -> outage.holdingTheStart(Configs.byExec(config)))) {
      OfferedJob job = outage.offerAndBeginWithTheWays(runner, JobSpec.script("echo ran"));

      assertThat(outage.assertPassed(runner, job))
          .containsOnlyOnce("WARNING: The Kubernetes API is not available (");
    }
  }

  @BothClients
  void while_the_sources_are_fetched(ClusterClient client) throws IOException {
    try (Outage outage = new Outage();
        SoloRunner runner = outage.runner(client, Configs::byExec)) {
      Faults.Gate fetch = outage.stage().gitlab().faults().hold(CallKind.GIT);
      OfferedJob job = runner.offer(JobSpec.script("echo never"));
      outage.beginAt(fetch);

      outage.assertEndUnknown(runner, job, "get_sources in container helper");
      assertThat(job.traceText()).doesNotContain("01O never\n");
    }
  }

  @BothClients
  void while_the_script_runs_and_ends(ClusterClient client) throws IOException {
    try (Outage outage = new Outage();
        SoloRunner runner = outage.runner(client, Configs::byExec)) {
      OfferedJob job = runner.offer(JobSpec.script("echo begun", "sleep 10; echo ran"));
      outage.beginWith(job, "01O begun\n");

      outage.assertEndUnknown(runner, job, "step_script in container build");
      assertThat(job.traceText()).containsOnlyOnce("01O begun\n");
    }
  }
}
