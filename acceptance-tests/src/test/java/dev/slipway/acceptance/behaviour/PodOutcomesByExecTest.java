package dev.slipway.acceptance.behaviour;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.domain.settings.ClusterClient;

/** The same with the exec strategy. */
@ByExec
class PodOutcomesByExecTest extends PodOutcomesTest {
  /** The exec's own status is what is known of it. */
  @Override
  @BothClients
  void a_script_that_kills_every_process_it_can_does_not_hang(ClusterClient client) {
    try (SoloRunner runner = ON.runner(client)) {
      runner.assertFailed(
          runner.offer(JobSpec.script("echo begun", "kill -9 -1")),
          "script_failure",
          ": command terminated with exit code 137");
    }
  }
}
