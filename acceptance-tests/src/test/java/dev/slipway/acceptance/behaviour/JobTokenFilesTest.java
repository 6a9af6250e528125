package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Where a job's token lies once its sources are there, in the whole of both containers, and what is
 * left of it on a volume that outlives the pod.
 */
// Has a stage of its own and mostly waits, and so runs beside other classes.
@Execution(ExecutionMode.CONCURRENT)
class JobTokenFilesTest {
  @RegisterExtension static final OnStage ON = new OnStage("job-token");

  /** Git's file with the credentials, which the clean-up removes. */
  private static final String EXTERNAL = "/builds/PLACE/group/app.tmp/.gitlab-runner.ext.conf";

  private static final String WITHOUT_TOKENS =
      "  [runners.feature_flags]\n    FF_GIT_URLS_WITHOUT_TOKENS = true\n";

  private static final String BUILDS =
      """
          [[runners.kubernetes.volumes.host_path]]
            name = "builds"
            mount_path = "/builds"
            host_path = "/var/tmp/slipway-job-token-{{namespace}}-{{client}}-FORM"
      """;

  @BothClients
  @DisplayName("with credentials in URLs, in one file outside the work tree, until the job ends")
  void inUrls(ClusterClient client) throws IOException {
    check(client, "urls", "", List.of(EXTERNAL));
  }

  @BothClients
  @DisplayName("with FF_GIT_URLS_WITHOUT_TOKENS in none")
  void byHelper(ClusterClient client) throws IOException {
    check(client, "helper", WITHOUT_TOKENS, List.of());
  }

  @BothClients
  @DisplayName("nowhere once a job has failed, was canceled, or took too long")
  void otherEnds(ClusterClient client) throws IOException {
    Stage stage = ON.stage();
    String config = Configs.ONE_RUNNER + BUILDS.replace("FORM", "ends");
    try (SoloRunner runner = SoloRunner.configured(stage, client, config)) {
      List<String> ended = new ArrayList<>();
      for (Ending ending : Ending.values()) {
        OfferedJob job = runner.offer(ending.spec());
        ending.bring(job);
        job.awaitFinalUpdate(Stage.LIMIT);
        assertThat(job.traceText()).contains("ERROR: Job failed: " + ending.closing);
        ended.addAll(texts(job.token()));
      }
      assertNoneLeft(runner, ended);
    }
  }

  /** How a job ends that does not pass. */
  private enum Ending {
    FAILED("command terminated with exit code 3") {
      @Override
      JobSpec spec() {
        return JobTokenFilesTest.spec("main", "exit 3");
      }
    },
    CANCELED("canceled") {
      @Override
      void bring(OfferedJob job) {
        job.awaitTraceContains("01O begun\n", Stage.LIMIT);
        job.cancel();
      }
    },
    SCRIPT_TIMEOUT("script timeout: context deadline exceeded") {
      @Override
      JobSpec spec() {
        return super.spec().withVariable("RUNNER_SCRIPT_TIMEOUT", "3s");
      }
    },
    JOB_TIMEOUT("execution took longer than 10s seconds") {
      @Override
      JobSpec spec() {
        return super.spec().withTimeout(Duration.ofSeconds(10));
      }
    };

    private final String closing;

    Ending(String closing) {
      this.closing = closing;
    }

    JobSpec spec() {
      return JobTokenFilesTest.spec("main", "sleep 600");
    }

    void bring(OfferedJob job) {}
  }

  private static void check(
      ClusterClient client, String word, String settings, List<String> expected)
      throws IOException {
    Stage stage = ON.stage();
    String config =
        Configs.ONE_RUNNER.replace(
                "  [runners.kubernetes]\n", settings + "  [runners.kubernetes]\n")
            + BUILDS.replace("FORM", word);
    try (SoloRunner runner = SoloRunner.configured(stage, client, config)) {
      List<String> passed = new ArrayList<>();
      for (String ref : List.of("submodules", "lfs")) {
        OfferedJob job = runner.offer(spec(ref));
        job.awaitTraceContains("01O begun\n", Stage.LIMIT);
        assertThat(filesHolding(job.id(), texts(job.token()))).as(ref).isEqualTo(expected);
        stage.goOn(job.id());
        job.awaitFinalUpdate(Stage.LIMIT);
        assertThat(job.finalUpdate().isSuccess()).as(job.traceText()).isTrue();
        passed.addAll(texts(job.token()));
      }
      assertNoneLeft(runner, passed);
    }
  }

  private static void assertNoneLeft(SoloRunner runner, List<String> texts) {
    Stage stage = ON.stage();
    OfferedJob last = runner.offer(spec("main").withVariable("GIT_STRATEGY", "none"));
    last.awaitTraceContains("01O begun\n", Stage.LIMIT);
    assertThat(filesHolding(last.id(), texts)).as("after them").isEmpty();
    assertThat(stage.exec(stage.pod(last.id()), "build", "sh", "-c", "rm -rf /builds/*")).isZero();
    stage.goOn(last.id());
    runner.passed(last);
  }

  /** The token, a URL with it, and what HTTP makes of both. */
  private static List<String> texts(String token) {
    String basic = "gitlab-ci-token:" + token;
    return List.of(
        token, Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)));
  }

  // The script that runs has the job's variables: its own file is no find.
  private static List<String> filesHolding(long id, List<String> texts) {
    Stage stage = ON.stage();
    Pod pod = stage.pod(id);
    List<String> found = new ArrayList<>();
    for (String container : List.of("build", "helper")) {
      found.addAll(stage.filesHolding(pod, container, texts.toArray(String[]::new)));
    }
    return found.stream()
        .filter(file -> !file.matches("/scripts-7-%d/step_script-\\w+".formatted(id)))
        // The place of an ended job is free a moment after GitLab knows its end.
        .map(file -> file.replaceFirst("^/builds/behaviour/\\d+/", "/builds/PLACE/"))
        .distinct()
        .toList();
  }

  private static JobSpec spec(String ref) {
    return spec(ref, "until [ -e /tmp/go-on ]; do sleep 0.1; done");
  }

  private static JobSpec spec(String ref, String last) {
    return JobSpec.ofJson(
        """
        {
          "git_info": {"ref": "%s"},
          "variables": {
            "GIT_SUBMODULE_STRATEGY": "%s",
            "GIT_SUBMODULE_FORCE_HTTPS": "true",
            "CI_SERVER_SHELL_SSH_HOST": "gitlab.test"
          },
          "script": [
            "git fetch -q origin main && git submodule foreach git fetch -q origin main",
            "if [ -e big.bin ]; then cat big.bin; fi",
            "echo begun",
            "%s"
          ]
        }
        """
            .formatted(ref, ref.equals("submodules") ? "recursive" : "none", last));
  }
}
