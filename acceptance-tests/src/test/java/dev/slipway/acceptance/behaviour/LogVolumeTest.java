package dev.slipway.acceptance.behaviour;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A job whose log has no place in its pod, or lost the one it had. Mostly waits, and so runs beside
 * other classes.
 */
@Execution(ExecutionMode.CONCURRENT)
class LogVolumeTest {
  private static final String WAIT = "until [ -e /tmp/go-on ]; do sleep 0.1; done; rm /tmp/go-on";
  private static final String LOG_LOST = " (system failure): the script has ended but the log file";

  /** One megabyte for the log, in memory. */
  private static final String SMALL_VOLUME =
      """
      [[runners.kubernetes.pod_spec]]
        name = "small"
        patch = '{"volumes": [{"name": "logs", "emptyDir": {"medium": "Memory", "sizeLimit": "1Mi"}}]}'
      """;

  private static final String READ_ONLY_VOLUME =
      """
      [[runners.kubernetes.pod_spec]]
        name = "read-only"
        patch_type = "json"
        patch = '[{"op": "add", "path": "/containers/0/volumeMounts/1/readOnly", "value": true}, {"op": "add", "path": "/containers/1/volumeMounts/1/readOnly", "value": true}]'
      """;

  @RegisterExtension static final OnStage ON = new OnStage("log-volume");

  @BothClients
  void that_is_full_does_not_hang(ClusterClient client) {
    try (SoloRunner runner = ON.runnerWith(client, SMALL_VOLUME)) {
      OfferedJob job =
          runner.offer(
              patched(
                  JobSpec.script(
                      "echo begun",
                      "head -c 2000000 /dev/zero | tr '\\0' x | fold -w 1000",
                      "echo never")));

      runner.assertFailed(job, "runner_system_failure", LOG_LOST);
      assertThat(job.traceText())
          .contains("01O begun\n", "01O xxxx", "Give the pod more ephemeral storage")
          .doesNotContain("01O never\n");
    }
  }

  @BothClients
  void that_cannot_be_written_fails_the_job_and_is_named(ClusterClient client) {
    try (SoloRunner runner = ON.runnerWith(client, READ_ONLY_VOLUME)) {
      OfferedJob job = runner.offer(patched(JobSpec.script("echo never")));

      runner.assertFailed(job, "runner_system_failure", " (system failure): prepare environment: ");
      assertThat(job.traceText()).contains("/logs-").doesNotContain("01O never\n");
    }
  }

  @BothClients
  void whose_file_is_removed_costs_nothing(ClusterClient client) {
    assertWhole(client, "rm -rf /logs-*/*");
  }

  @BothClients
  void whose_file_is_a_folder_now_costs_nothing(ClusterClient client) {
    assertWhole(client, "log=$(ls /logs-*/output.log)", "rm $log", "mkdir $log");
  }

  @BothClients
  void whose_file_is_emptied_costs_nothing(ClusterClient client) {
    assertWhole(client, ": >$(ls /logs-*/output.log)");
  }

  // Its new file, or its new begin, is found where it is read on after a cut, too.
  private static void assertWhole(ClusterClient client, String... spoil) {
    try (SoloRunner runner = ON.runner(client)) {
      List<String> script = new ArrayList<>(List.of("seq -f 'early %g' 30000", WAIT));
      script.addAll(List.of(spoil));
      script.add("seq -f 'line %g' 5000");
      OfferedJob job =
          runner.offer(
              JobSpec.script(script.toArray(String[]::new))
                  .withAfterScript("echo in the new file", WAIT, "seq -f 'last %g' 5000"));

      job.awaitTraceContains("01O early 30000\n", Stage.LIMIT);
      ON.stage().goOn(job.id());
      job.awaitTraceContains("01O in the new file\n", Stage.LIMIT);
      ON.stage()
          .output(ON.stage().pod(job.id()), "helper", "kill -KILL -$(cat /scripts-*/.log-reader)");
      ON.stage().goOn(job.id());

      assertThat(runner.passed(job).replaceAll("(?m)^\\S+Z ", ""))
          .contains(numbered("early", 30_000), numbered("line", 5000), numbered("last", 5000))
          .containsOnlyOnce("01O early 1\n")
          .containsOnlyOnce("01O line 1\n")
          .containsOnlyOnce("01O in the new file\n")
          .containsOnlyOnce("01O last 1\n");
    }
  }

  private static String numbered(String word, int lines) {
    return IntStream.rangeClosed(1, lines)
        .mapToObj(n -> "01O %s %d\n".formatted(word, n))
        .collect(joining());
  }

  private static JobSpec patched(JobSpec job) {
    return job.withVariable("FF_USE_ADVANCED_POD_SPEC_CONFIGURATION", "true");
  }
}
