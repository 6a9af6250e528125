package dev.slipway.domain.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureReason;
import dev.slipway.domain.pod.PullPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PullLadderTest {
  private static final PullLadder LADDER =
      PullLadder.FRESH.with(
          Map.of(
              "build", List.of(PullPolicy.ALWAYS, PullPolicy.IF_NOT_PRESENT),
              "helper", List.of(PullPolicy.ALWAYS, PullPolicy.NEVER),
              "svc-0", List.of()));

  @Test
  @DisplayName("only the failing container takes the next policy, and the log says which")
  void next() {
    assertThat(LADDER.current("build")).contains(PullPolicy.ALWAYS);
    assertThat(LADDER.after(failure("build")))
        .isInstanceOfSatisfying(
            PullStep.Try.class,
            step -> {
              assertThat(step.ladder().current("build")).contains(PullPolicy.IF_NOT_PRESENT);
              assertThat(step.ladder().current("helper")).contains(PullPolicy.ALWAYS);
              assertThat(step.warning())
                  .isEqualTo(
                      "Failed to pull image \"ruby:2\" for container \"build\" with policy \"Always\": image pull failed: no such host");
              assertThat(step.info())
                  .isEqualTo(
                      "Attempt #2: Trying \"IfNotPresent\" pull policy for \"ruby:2\" image for container \"build\"");
            });
  }

  @Test
  @DisplayName("after the last policy the failure stands, and says which policy it was")
  void giveUp() {
    PullLadder second = new PullLadder(LADDER.policies(), Map.of("build", 1));
    assertThat(second.after(failure("build")))
        .isInstanceOfSatisfying(
            PullStep.GiveUp.class,
            step -> assertThat(step.failure().text()).contains("pull policy IfNotPresent"));
    assertThat(LADDER.after(failure("svc-0"))).isInstanceOf(PullStep.GiveUp.class);
    assertThat(LADDER.after(failure("unknown"))).isInstanceOf(PullStep.GiveUp.class);
  }

  @Test
  @DisplayName("init containers stand where the container of their image stands")
  void sameImage() {
    assertThat(LADDER.after(failure("init-permissions")))
        .isInstanceOfSatisfying(
            PullStep.Try.class,
            step -> {
              assertThat(step.ladder().current("helper")).contains(PullPolicy.NEVER);
              assertThat(step.ladder().current("init-permissions")).contains(PullPolicy.NEVER);
            });
  }

  private static Failure.ImagePull failure(String container) {
    return new Failure.ImagePull(
        container, "ruby:2", "", "no such host", FailureReason.IMAGE_PULL_FAILURE);
  }
}
