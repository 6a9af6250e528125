package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.cluster.HelperImage;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.JobState;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Behaviours with a helper image that has what GitLab's own one has: busybox, bash, git, no GNU
 * tail, nothing of ours. GitLab must see the very same.
 */
class LookAlikeHelperTest {
  private static final String USUAL = "helper_image = \"localhost/helper:1\"";
  @RegisterExtension static final OnStage ON = new OnStage("look-alike");

  static Stream<Arguments> behaviours() {
    return Stream.of(
            "success",
            "git-clone",
            "fetch-twice",
            "git-strategies",
            "after-script",
            "file-variable",
            "exec-strategy",
            "services")
        .map(name -> new Behaviour(Behaviour.home().resolve(name)))
        .flatMap(
            behaviour ->
                Stream.of(ClusterClient.values()).map(client -> Arguments.of(behaviour, client)));
  }

  @ParameterizedTest(name = "{0} ({1})")
  @MethodSource("behaviours")
  @Execution(ExecutionMode.CONCURRENT)
  void is_as_expected(Behaviour behaviour, ClusterClient client) {
    assertThat(BehaviourRun.of(ON.stage(), behaviour, client, LookAlikeHelperTest::withLookAlike))
        .usingRecursiveComparison()
        .isEqualTo(behaviour.expectation());
  }

  @BothClients
  @DisplayName("a line is seen while the next command still waits")
  void live(ClusterClient client) {
    try (SoloRunner runner =
        SoloRunner.but(
            ON.stage(),
            client,
            USUAL,
            "helper_image = \"%s\"".formatted(HelperImage.lookAlike()))) {
      OfferedJob job =
          runner.offer(
              JobSpec.script(
                  "echo printed before the wait",
                  "until [ -e /tmp/go-on ]; do sleep 0.1; done",
                  "echo printed after it"));
      job.awaitTraceContains("01O printed before the wait\n", Stage.LIMIT);
      assertThat(job.state()).isEqualTo(JobState.RUNNING);
      // The image is what it should be.
      assertThat(
              ON.stage()
                  .output(
                      ON.stage().pod(job.id()),
                      "helper",
                      "readlink /usr/bin/tail; command -v gitlab-runner-helper || echo none"))
          .isEqualTo("busybox\nnone\n");
      ON.stage().goOn(job.id());
      assertThat(runner.passed(job)).contains("01O printed after it\n");
    }
  }

  private static String withLookAlike(String config) {
    assertThat(config).contains(USUAL);
    return config.replace(USUAL, "helper_image = \"%s\"".formatted(HelperImage.lookAlike()));
  }
}
