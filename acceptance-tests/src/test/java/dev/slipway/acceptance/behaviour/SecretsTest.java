package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.Faults;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * Where a job's secrets must not be found: the log, the manager's log, the API, processes, files.
 */
class SecretsTest {
  private static final String PROCESSES = "cat /proc/[0-9]*/cmdline | tr '\\0' '\\n'";

  @BothClients
  void are_found_nowhere(ClusterClient client) throws IOException {
    String masked = "masked" + UUID.randomUUID().toString().replace("-", "");
    String inFile = "infile" + UUID.randomUUID().toString().replace("-", "");
    String plain = "plain" + UUID.randomUUID().toString().replace("-", "");
    try (Stage stage = new Stage("secrets")) {
      Faults.Gate end = stage.gitlab().faults().hold(CallKind.JOB_FINAL);
      String token = stage.newRunner();
      String systemId = ManagerProcess.newSystemId();
      try (ManagerProcess manager =
          ManagerProcess.start(
              systemId, stage.config(Configs.ONE_RUNNER, client, token, ""), "--debug")) {
        OfferedJob job = stage.gitlab().offer(spec(masked, inFile, plain).withRunnerToken(token));
        job.awaitTraceContains("01O begun\n", Stage.LIMIT);
        List<String> secrets = List.of(masked, inFile, job.token(), token);
        Pod pod = stage.pod(job.id());

        assertNone(secrets, "the pod's specification", Serialization.asYaml(pod));
        assertNone(List.of(plain), "the pod's specification", Serialization.asYaml(pod));
        assertNone(secrets, "processes of build", stage.output(pod, "build", PROCESSES));
        assertNone(secrets, "processes of helper", stage.output(pod, "helper", PROCESSES));

        stage.goOn(job.id());
        end.awaitArrival(Stage.LIMIT);
        // Not in /proc: the containers' own environment is the user's, variables reach scripts by
        // it.
        for (String container : List.of("helper", "build")) {
          assertThat(stage.filesHolding(pod, container, job.token(), inFile))
              .as("files in " + container)
              .isEmpty();
        }

        end.open();
        job.awaitFinalUpdate(Stage.LIMIT);
        stage.assertNothingLeft(systemId);
        assertNone(List.of(masked, job.token(), token), "the job's log", job.traceText());
        assertThat(job.traceText()).contains("[MASKED]", "01O end of it\n");
        assertNone(secrets, "the manager's log", manager.log());
        assertNone(List.of(plain), "the manager's log", manager.log());
        assertThat(stage.gitlab().journal().violations()).isEmpty();
      }
    }
  }

  private static JobSpec spec(String masked, String inFile, String plain) {
    return JobSpec.script(
            "echo begun",
            "until [ -e /tmp/go-on ]; do sleep 0.1; done",
            // Without an end of line, so that pieces of the log are cut within a value.
            "i=0; while [ $i -lt 400 ]; do printf '%s-' \"$MASKED\"; i=$((i+1)); done",
            "printf '%s' \"$MASKED\" | head -c 12; sleep 2; printf '%s' \"$MASKED\" | tail -c +13",
            "echo",
            "test -s \"$IN_FILE\"",
            "echo end of it")
        .withMaskedVariable("MASKED", masked)
        .withFileVariable("IN_FILE", inFile)
        .withVariable("PLAIN", plain);
  }

  private static void assertNone(List<String> secrets, String where, String text) {
    assertThat(text).as(where).isNotEmpty();
    for (String secret : secrets) {
      assertThat(text.contains(secret)).as("a secret is found in " + where).isFalse();
    }
  }
}
