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
  private static final String QUOTING =
      Configs.ONE_RUNNER
          + "    node_selector_overwrite_allowed = \".*\"\n"
          + "    cpu_limit_overwrite_max_allowed = \"1\"\n";
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

  /** What a failure quotes may hold them: names, labels, addresses, answers of servers. */
  @BothClients
  void are_not_found_in_failures(ClusterClient client) throws IOException {
    String masked = "masked" + UUID.randomUUID().toString().replace("-", "");
    try (Stage stage = new Stage("quoted")) {
      String token = stage.newRunner();
      String systemId = ManagerProcess.newSystemId();
      stage.gitlab().faults().answer(CallKind.TRACE, 500, 2);
      try (ManagerProcess manager =
          ManagerProcess.start(systemId, stage.config(QUOTING, client, token, ""), "--debug")) {
        List<OfferedJob> jobs =
            List.of(
                    JobSpec.script("echo never")
                        .withVariable("KUBERNETES_NODE_SELECTOR_1", "a=$MASKED !"),
                    JobSpec.script("echo never").withVariable("KUBERNETES_CPU_LIMIT", "$MASKED"),
                    JobSpec.script("echo never").with(image("localhost/No $MASKED")),
                    JobSpec.script("/$MASKED").withVariable("GIT_STRATEGY", "none"))
                .stream()
                .map(spec -> spec.withMaskedVariable("MASKED", masked).withRunnerToken(token))
                .map(stage.gitlab()::offer)
                .toList();
        for (OfferedJob job : jobs) {
          job.awaitFinalUpdate(Stage.LIMIT);
          assertThat(job.finalUpdate().state()).as(job.traceText()).isEqualTo("failed");
          assertThat(job.traceText()).contains("[MASKED]");
          assertNone(List.of(masked, job.token(), token), "the job's log", job.traceText());
          assertNone(List.of(job.token()), "the manager's log", manager.log());
        }
        stage.assertNothingLeft(systemId);
        assertNone(List.of(masked, token), "the manager's log", manager.log());
      }
    }
  }

  private static String image(String name) {
    return "{\"image\": {\"name\": \"%s\"}}".formatted(name);
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
      assertThat(text.lines().filter(line -> line.contains(secret)))
          .as("lines with a secret in " + where)
          .isEmpty();
    }
  }
}
