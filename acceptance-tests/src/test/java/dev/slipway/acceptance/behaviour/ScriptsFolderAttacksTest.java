package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.Json;
import dev.slipway.domain.settings.ClusterClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A job that changes what stands in the folder of its scripts, on purpose or by a careless command:
 * no script runs twice, none is skipped in silence, a failed one is told as failed, nothing hangs.
 */
class ScriptsFolderAttacksTest {
  @RegisterExtension static final OnStage ON = new OnStage("attacks");

  // A container that does not answer is given a minute, after each kind of try.
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final String NO_PRIVILEGES = "cap_drop = [\"ALL\"]\n";
  private static final String OTHER_USERS =
      """
      [runners.kubernetes.build_container_security_context]
      run_as_user = 1000
      [runners.kubernetes.helper_container_security_context]
      run_as_user = 65534
      """;

  /** What can be put at the place of a file, and what puts it there. */
  private static final List<String> THINGS =
      List.of("ln -s /etc/passwd", "ln -s /dev/null", "ln -s /dev/full", "mkfifo", "mkdir -p");

  @BothClients
  @DisplayName("links, pipes and folders at the places of its files: each later script runs once")
  void planted(ClusterClient client) {
    try (SoloRunner runner = ON.runner(client)) {
      ObjectNode job = Json.object();
      ArrayNode steps = job.putArray("steps");
      step(steps, "first", "sha256sum </etc/passwd >/tmp/before");
      for (int i = 0; i < THINGS.size(); i++) {
        // A new file of answers is looked for with the log reader's next sign of life.
        String more = i == 0 ? " .answers" : "";
        step(
            steps,
            "plant" + i,
            "cd /scripts-*",
            planting(more, THINGS.get(i)),
            "echo \"ran-$((40 + %d))\"".formatted(i));
      }
      step(steps, "last", "sha256sum </etc/passwd | cmp - /tmp/before", "exit 3");
      step(steps, "after_script", "echo \"ran-$((40 + %d))\"".formatted(THINGS.size()));

      OfferedJob offered = runner.offer(JobSpec.ofJson(job));

      runner.assertFailed(offered, "script_failure", ": command terminated with exit code 3");
      assertEachOnce(offered, 40, 40 + THINGS.size());
    }
  }

  @BothClients
  @DisplayName("all of it removed: each later script runs once")
  void removed(ClusterClient client) {
    try (SoloRunner runner = ON.runner(client)) {
      ObjectNode job = Json.object();
      ArrayNode steps = job.putArray("steps");
      step(steps, "one", "rm -rf /scripts-* 2>/dev/null || echo \"ran-$((40 + 0))\"");
      step(steps, "two", "echo \"ran-$((40 + 1))\"", "rm /scripts-*/.[a-z]*", "exit 5");
      step(steps, "after_script", "echo \"ran-$((40 + 2))\"");

      OfferedJob offered = runner.offer(JobSpec.ofJson(job));

      runner.assertFailed(offered, "script_failure", ": command terminated with exit code 5");
      assertEachOnce(offered, 40, 42);
    }
  }

  @BothClients
  @DisplayName("a process that empties all of it for ever: no script counts that did not run")
  void emptied(ClusterClient client) {
    assertNoWrongEnd(client, ": >\"$f\"");
  }

  @Tag("long")
  @BothClients
  @DisplayName("a process that removes all of it for ever: no script counts that did not run")
  void removedForEver(ClusterClient client) {
    assertNoWrongEnd(client, "rm -rf \"$f\"");
  }

  @Tag("long")
  @BothClients
  @DisplayName("a process that writes to all of it for ever: no script counts that did not run")
  void written(ClusterClient client) {
    assertNoWrongEnd(client, "echo exit >\"$f\"");
  }

  // Only the folder's owner may close it, and only without its privileges does that bind root.
  @Tag("long")
  @BothClients
  @DisplayName("the folder closed to everybody, or to new files: no script counts that did not run")
  void closed(ClusterClient client) {
    for (String mode : List.of("0", "555")) {
      assertNoWrongEnd(client, NO_PRIVILEGES, Json.object(), "chmod " + mode + " /scripts-*");
    }
  }

  @Tag("long")
  @BothClients
  @DisplayName("the folder closed for some seconds: each later script runs once")
  void closedForAWhile(ClusterClient client) {
    try (SoloRunner runner = ON.runnerWith(client, NO_PRIVILEGES)) {
      ObjectNode job = Json.object();
      ArrayNode steps = job.putArray("steps");
      String open = "(sleep 9; chmod 777 \"$d\") >/dev/null 2>&1 &";
      step(steps, "one", "d=$(echo /scripts-*)", "chmod 0 \"$d\"", open);
      step(steps, "two", "echo \"ran-$((40 + 0))\"", "exit 5");
      step(steps, "after_script", "echo \"ran-$((40 + 1))\"");

      OfferedJob offered = runner.offer(JobSpec.ofJson(job));

      runner.assertFailed(
          offered, "script_failure", ": command terminated with exit code 5", LIMIT);
      assertEachOnce(offered, 40, 41);
    }
  }

  @Tag("long")
  @BothClients
  @DisplayName("what another user has put there and closed: no script counts that did not run")
  void plantedByAnotherUser(ClusterClient client) {
    for (String thing : List.of(": >\"$f\"", "mkdir \"$f\"; : >\"$f/x\"")) {
      assertNoWrongEnd(
          client,
          OTHER_USERS,
          Json.object(),
          "cd /scripts-*",
          "for f in .channel-build .channel-helper .log-reader .answers after_script; do"
              + " rm -rf \"$f\"; %s; chmod 0 \"$f\"; done".formatted(thing));
    }
  }

  @BothClients
  @DisplayName("a service that empties all of it for ever: no script counts that did not run")
  void byService(ClusterClient client) {
    ObjectNode job = Json.object();
    ArrayNode command =
        job.putArray("services")
            .addObject()
            .put("name", "localhost/debian-ci:1")
            .putArray("command");
    List.of("sh", "-c", "cd /scripts-*; " + forEver(": >\"$f\"")).forEach(command::add);
    assertNoWrongEnd(client, job, "echo one");
  }

  /** At names that are always the same, and at some that could be guessed. */
  private static String planting(String more, String thing) {
    return "for f in .channel-build .channel-helper .log-reader after_script .part-after_script"
        + " .started-after_script .pid-after_script .exit-after_script%s; do".formatted(more)
        // The runner may have made a file of its own in between.
        + " rm -rf \"$f\"; %s \"$f\" 2>/dev/null || :; done".formatted(thing);
  }

  /** The job's first script lets something loose on all files. */
  private static void assertNoWrongEnd(ClusterClient client, String attack) {
    assertNoWrongEnd(
        client, Json.object(), "cd /scripts-*", "(" + forEver(attack) + ") >/dev/null 2>&1 &");
  }

  private static String forEver(String attack) {
    return "until [ -e .exit-step_one-* ]; do :; done; while :; do for f in * .[a-z]*; do %s; done; done"
        .formatted(attack);
  }

  /** A job whose first script is this one, and whose second fails with 5. */
  private static void assertNoWrongEnd(ClusterClient client, ObjectNode job, String... first) {
    assertNoWrongEnd(client, "", job, first);
  }

  private static void assertNoWrongEnd(
      ClusterClient client, String config, ObjectNode job, String... first) {
    // What runs for ever is to leave something to the others.
    try (SoloRunner runner =
        ON.runnerWith(client, "cpu_limit = \"300m\"\nservice_cpu_limit = \"100m\"\n" + config)) {
      ArrayNode steps = job.putArray("steps");
      step(steps, "one", first);
      step(steps, "two", "echo \"ran-$((40 + 0))\"", "exit 5");

      OfferedJob offered = runner.offer(JobSpec.ofJson(job));

      offered.awaitFinalUpdate(LIMIT);
      String log = offered.traceText();
      assertThat(offered.finalUpdate().state()).as(log).isEqualTo("failed");
      if (offered.finalUpdate().exitCode().orElse(0) == 5) {
        assertEachOnce(offered, 40, 40);
      } else {
        assertThat(log)
            .containsPattern(
                "ERROR: Job failed \\(system failure\\): (the file of script|script \\w+ did not start|container \\w+ answered) .*Leave (that folder|both) alone");
      }
      ON.stage().assertNothingLeft(runner.manager().systemId());
    }
  }

  private static void assertEachOnce(OfferedJob job, int first, int last) {
    for (int i = first; i <= last; i++) {
      assertThat(job.traceText()).containsOnlyOnce("01O ran-" + i + "\n");
    }
  }

  private static void step(ArrayNode steps, String name, String... lines) {
    ArrayNode script = steps.addObject().put("name", name).putArray("script");
    List.of(lines).forEach(script::add);
  }
}
