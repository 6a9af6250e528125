package dev.slipway.acceptance.behaviour;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.FinalUpdate;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.Violation;
import dev.slipway.domain.settings.ClusterClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * GitLab holds what the job has printed, byte for byte, whatever breaks on the way. The bytes come
 * from the project's repository, so that both sides know them.
 *
 * <p>Mostly waits, and so runs beside other classes; its own tests make trouble with one stand-in
 * and come one after another.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the stand-in of ExactLogTest")
class ExactLogTest {
  private static final int TEXT_BYTES = 3_000_000;
  private static final byte[] PAYLOAD = LoggedBytes.ofEveryKind(4, TEXT_BYTES);
  private static final int PIECES = 40;

  private static Stage stage;

  @BeforeAll
  static void open() throws IOException {
    stage = new Stage("exact-log");
    stage
        .gitlab()
        .repository()
        .commit(
            "main",
            "Payload",
            Map.of(
                "payload.b64",
                Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(PAYLOAD)));
  }

  @AfterAll
  static void close() throws IOException {
    stage.close();
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("4 MB at once: long and short lines, invalid UTF-8, NUL, no newline at the end")
  void at_once(ClusterClient client) throws InterruptedException {
    OfferedJob job = run(client, largeLog(client), between("cat /tmp/payload"), offered -> {});
    assertExact(job);
    stage.gitlab().journal().assertNoViolations();
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("4 MB at once with the exec strategy")
  void at_once_by_exec(ClusterClient client) throws InterruptedException {
    String config = Configs.byExec(largeLog(client));
    assertExact(run(client, config, between("cat /tmp/payload"), offered -> {}));
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("200,000 short lines")
  void short_lines(ClusterClient client) throws InterruptedException {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= 200_000; i++) {
      lines.append(i).append('\n');
    }
    OfferedJob job = run(client, largeLog(client), between("seq 200000"), offered -> {});
    assertThat(
            LoggedBytes.between(
                LoggedBytes.unframed(job.trace()), "BEGIN-PAYLOAD\n", "END-PAYLOAD"))
        .isEqualTo(lines.toString().getBytes(US_ASCII));
    assertEnd(job);
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("in pieces, while every connection to the cluster is cut every 1.5 seconds")
  void streams_are_cut(ClusterClient client) throws InterruptedException {
    try (CutNetwork network = new CutNetwork(stage.cluster())) {
      String config = network.through(largeLog(client));
      network.cutEvery(1_500);
      OfferedJob job = run(client, config, inPieces(), offered -> {});
      assertThat(network.cuts()).isGreaterThanOrEqualTo(4);
      assertExact(job);
    }
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("in pieces, while every connection to the cluster has gone silent")
  void streams_are_silent(ClusterClient client) throws InterruptedException {
    try (CutNetwork network = new CutNetwork(stage.cluster())) {
      String config = network.through(largeLog(client));
      OfferedJob job =
          run(
              client,
              config,
              inPieces(),
              offered -> {
                offered.awaitTraceContains("BEGIN-PAYLOAD", Stage.LIMIT);
                network.silence();
              });
      assertExact(job);
    }
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("while GitLab answers 416, 500 and 502, drops connections and loses answers")
  void gitlab_is_in_trouble(ClusterClient client) throws InterruptedException {
    OfferedJob job =
        run(
            client,
            largeLog(client),
            inPieces(),
            offered -> {
              var faults = stage.gitlab().faults();
              offered.awaitTraceContains("BEGIN-PAYLOAD", Stage.LIMIT);
              faults.answer(CallKind.TRACE, 416, Map.of("Range", "0-5"), 1);
              faults.answer(CallKind.TRACE, 500, 7);
              faults.answer(CallKind.TRACE, 502, 7);
              faults.answer(CallKind.TRACE, 416, Map.of("Range", "0-99999999"), 1);
              faults.answer(CallKind.TRACE, 416, 1);
              faults.dropAfterwards(CallKind.TRACE, 2);
              faults.drop(CallKind.TRACE, 2);
              faults.answer(CallKind.JOB_FINAL, 500, 2);
              faults.dropAfterwards(CallKind.JOB_RUNNING, 1);
            });
    assertExact(job);
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("while GitLab answers 502 for 20 seconds")
  void gitlab_is_away(ClusterClient client) throws InterruptedException {
    assertExactThrough(client, 502);
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @Tag("long")
  @DisplayName("while GitLab answers 500 for 20 seconds")
  void gitlab_is_broken(ClusterClient client) throws InterruptedException {
    assertExactThrough(client, 500);
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @Tag("long")
  @DisplayName("while GitLab wants another range for 20 seconds, without saying which")
  void gitlab_wants_another_range(ClusterClient client) throws InterruptedException {
    assertExactThrough(client, 416);
  }

  private static void assertExactThrough(ClusterClient client, int status)
      throws InterruptedException {
    OfferedJob job =
        run(
            client,
            largeLog(client),
            inPieces(),
            offered -> {
              offered.awaitTraceContains("BEGIN-PAYLOAD", Stage.LIMIT);
              stage.gitlab().faults().answerFor(CallKind.TRACE, status, Duration.ofSeconds(20));
            });
    assertExact(job);
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("when GitLab finds at the end that it holds other bytes, it gets all of them again")
  void gitlab_has_other_bytes(ClusterClient client) throws InterruptedException {
    OfferedJob job =
        run(
            client,
            largeLog(client),
            between("cat /tmp/payload"),
            offered -> {
              offered.awaitTraceContains("BEGIN-PAYLOAD", Stage.LIMIT);
              offered.spoilTrace();
            });
    assertExact(job);
    assertThat(stage.gitlab().journal().violations())
        .extracting(Violation::kind)
        .contains(Violation.Kind.TRACE_CHECKSUM);
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("a log that GitLab never takes does not keep the job's end from it")
  void never_taken(ClusterClient client) throws InterruptedException {
    stage.gitlab().faults().answer(CallKind.TRACE, 500, Integer.MAX_VALUE);
    OfferedJob job =
        run(
            client,
            stage
                .config(Configs.ONE_RUNNER, client, "{{token}}", "")
                .replace(
                    "  request_concurrency = 4\n",
                    "  request_concurrency = 4\n  job_status_final_update_retry_limit = 2\n"),
            "exit 3",
            offered -> {});
    FinalUpdate update = job.finalUpdate();
    assertThat(update.state()).isEqualTo("failed");
    assertThat(update.failureReason()).hasValue("script_failure");
    assertThat(update.exitCode()).hasValue(3);
    assertThat(job.trace()).isEmpty();
  }

  // So long is an answer waited for.
  @Tag("long")
  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("when one piece of it is never answered")
  void never_answered(ClusterClient client) throws InterruptedException {
    OfferedJob job =
        run(
            client,
            largeLog(client),
            inPieces(),
            offered -> {
              offered.awaitTraceContains("BEGIN-PAYLOAD", Stage.LIMIT);
              var _ = stage.gitlab().faults().hold(CallKind.TRACE);
            },
            Duration.ofMinutes(4));
    assertExact(job);
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("at the size limit the log ends with a notice, and the job goes on")
  void limit(ClusterClient client) throws InterruptedException {
    String config = largeLog(client).replaceFirst("output_limit = \\d+", "output_limit = 64");
    OfferedJob job = run(client, config, between("cat /tmp/payload"), offered -> {});
    String notice =
        "\n\u001b[33;1mJob's log exceeded limit of 65536 bytes.\nJob execution will continue but no more output will be collected.\u001b[0;m\n";
    assertThat(job.trace()).hasSize(65_536 + notice.length());
    assertThat(job.traceText()).endsWith(notice);
    assertEnd(job);
  }

  private static String largeLog(ClusterClient client) {
    return stage.config(Configs.LARGE_LOG, client, "{{token}}", "");
  }

  private static String between(String command) {
    return "base64 -d payload.b64 >/tmp/payload; printf 'BEGIN''-PAYLOAD\\n'; "
        + command
        + "; printf 'END''-PAYLOAD\\n'; sha256sum </tmp/payload";
  }

  /** The payload over some ten seconds. */
  private static String inPieces() {
    int size = PAYLOAD.length / PIECES + 1;
    return between(
        "i=0; while [ $i -lt %d ]; do dd if=/tmp/payload bs=%d skip=$i count=1 status=none; sleep 0.25; i=$((i+1)); done"
            .formatted(PIECES, size));
  }

  private static OfferedJob run(
      ClusterClient client, String template, String script, Consumer<OfferedJob> meanwhile)
      throws InterruptedException {
    return run(client, template, script, meanwhile, Stage.LIMIT);
  }

  private static OfferedJob run(
      ClusterClient client,
      String template,
      String script,
      Consumer<OfferedJob> meanwhile,
      Duration limit)
      throws InterruptedException {
    String token = stage.newRunner();
    String systemId;
    OfferedJob job;
    try (TestManager manager = TestManager.start(template.replace("{{token}}", token))) {
      systemId = manager.systemId();
      job =
          stage
              .gitlab()
              .offer(
                  JobSpec.script(script)
                      .withAfterScript("echo after")
                      .withVariable("CLIENT", client.name())
                      .withRunnerToken(token));
      meanwhile.accept(job);
      job.awaitFinalUpdate(limit);
    } finally {
      stage.gitlab().faults().clear();
    }
    stage.assertNothingLeft(systemId);
    return job;
  }

  private static void assertExact(OfferedJob job) {
    byte[] printed =
        LoggedBytes.between(LoggedBytes.unframed(job.trace()), "BEGIN-PAYLOAD\n", "END-PAYLOAD");
    byte[] expected = LoggedBytes.repaired(PAYLOAD);
    assertThat(printed.length).as("bytes").isEqualTo(expected.length);
    assertThat(LoggedBytes.sha256(printed)).isEqualTo(LoggedBytes.sha256(expected));
    assertThat(job.traceText())
        .as("the job held the same bytes")
        .contains("01O " + LoggedBytes.sha256(PAYLOAD) + "  -\n")
        .contains("01O after\n");
    assertEnd(job);
  }

  /** The size and the checksum in the final update are those of what GitLab holds. */
  private static void assertEnd(OfferedJob job) {
    FinalUpdate update = job.finalUpdate();
    CRC32 crc = new CRC32();
    crc.update(job.trace());
    assertThat(update.isSuccess()).isTrue();
    assertThat(update.bytesize()).hasValue(job.trace().length);
    assertThat(update.checksum()).contains("crc32:%08x".formatted(crc.getValue()));
  }
}
