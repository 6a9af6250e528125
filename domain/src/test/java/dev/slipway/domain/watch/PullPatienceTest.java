package dev.slipway.domain.watch;

import static dev.slipway.domain.watch.Timeline.timeline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureReason;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the judge of a pod says of images that do not come. */
class PullPatienceTest {
  private static final String BACK_OFF = "Back-off pulling image \"build:1\"";
  private static final String OVERLOADED = "received unexpected HTTP status: 503";

  @ParameterizedTest
  @ValueSource(strings = {"InvalidImageName", "ErrImageNeverPull"})
  @DisplayName("an image that can never come is the configuration's fault, at once")
  void imageThatNeverComes(String reason) {
    timeline().at(0).waiting("build", reason, "says").broken(configPull("build", "says"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ErrImagePull", "ImagePullBackOff", "RegistryUnavailable"})
  @DisplayName("a pull that the registry refuses for good is not waited for")
  void refusedPull(String reason) {
    timeline()
        .at(0)
        .waiting("helper", reason, "manifest unknown")
        .broken(configPull("helper", "manifest unknown"));
    timeline()
        .at(0)
        .waiting("init-permissions", reason, "odd")
        .broken(pull("init-permissions", "odd", FailureReason.IMAGE_PULL_FAILURE));
  }

  @ParameterizedTest
  @CsvSource({
    "dial tcp 10.0.0.1:443: connect: connection refused, RUNNER_EXTERNAL_DEPENDENCY_FAILURE",
    "429 Too Many Requests, IMAGE_PULL_FAILURE",
    "pull QPS exceeded, IMAGE_PULL_FAILURE",
    "received unexpected HTTP status: 503, IMAGE_PULL_FAILURE"
  })
  @DisplayName("a pull trouble that may pass is waited for, and no longer than the grace")
  void passingTrouble(String says, FailureReason reason) {
    timeline()
        .at(10)
        .waiting("build", "ErrImagePull", says)
        .starting("container build: ErrImagePull: " + says)
        .at(39)
        .waiting("build", "ErrImagePull", says)
        .starting()
        .at(40)
        .waiting("build", "ErrImagePull", says)
        .broken(pull("build", says, reason));
  }

  @ParameterizedTest
  @CsvSource({
    "401 Unauthorized, RUNNER_CONFIGURATION_ERROR",
    "no basic auth credentials, RUNNER_CONFIGURATION_ERROR",
    "403 Forbidden, IMAGE_PULL_FAILURE"
  })
  @DisplayName("a refusal is waited for only where the node had not read the credentials")
  void credentialsUnread(String says, FailureReason reason) {
    Failure refused = pull("build", says, reason);
    assertThat(PodJudge.refusedForCredentials(refused)).isTrue();
    timeline()
        .at(0)
        .waiting("build", "ErrImagePull", says)
        .broken(refused)
        .credentialsUnread()
        .at(1)
        .waiting("build", "ErrImagePull", says)
        .starting()
        .at(2)
        .waiting("build", "ImagePullBackOff", BACK_OFF)
        .starting()
        .at(31)
        .waiting("build", "ErrImagePull", says)
        .broken(refused);
  }

  @Test
  @DisplayName("the judge asks to be asked again when the grace is over, though nothing changes")
  void askedAgain() {
    timeline()
        .at(5)
        .judgesAgainNever()
        .waiting("build", "ErrImagePull", OVERLOADED)
        .judgesAgainAt(35)
        .at(35)
        .again()
        .broken(pull("build", OVERLOADED, FailureReason.IMAGE_PULL_FAILURE));
    timeline()
        .at(5)
        .waiting("build", "ErrImagePull", OVERLOADED)
        .at(9)
        .running("build", "helper")
        .judgesAgainNever();
  }

  @Test
  @DisplayName("an image that is not there is no matter of credentials")
  void absentWithCredentialsUnread() {
    Failure absent = configPull("build", "build:1: not found");
    assertThat(PodJudge.refusedForCredentials(absent)).isFalse();
    timeline()
        .credentialsUnread()
        .at(0)
        .waiting("build", "ErrImagePull", "build:1: not found")
        .broken(absent);
  }

  @Test
  @DisplayName("a number in the image's name makes no trouble that may pass")
  void numberInTheName() {
    timeline()
        .at(0)
        .waiting("build", "ErrImagePull", "build:1.502: not found")
        .broken(configPull("build", "build:1.502: not found"));
  }

  @Test
  @DisplayName("a back-off that names no cause follows the trouble before it")
  void backOff() {
    timeline()
        .at(0)
        .waiting("build", "ErrImagePull", OVERLOADED)
        .starting()
        .at(10)
        .waiting("build", "ImagePullBackOff", BACK_OFF)
        .starting("container build: ImagePullBackOff: " + BACK_OFF)
        .at(31)
        .waiting("build", "ImagePullBackOff", BACK_OFF)
        .broken(pull("build", BACK_OFF + ": " + OVERLOADED, FailureReason.IMAGE_PULL_FAILURE));
    timeline()
        .at(0)
        .waiting("build", "ErrImagePull", OVERLOADED)
        .at(10)
        .waiting("build", "ImagePullBackOff", BACK_OFF + ": manifest unknown")
        .broken(configPull("build", BACK_OFF + ": manifest unknown"));
  }

  @Test
  @DisplayName("a pull that worked in the end starts the grace anew for the next image")
  void graceStartsAnew() {
    timeline()
        .at(0)
        .waiting("build", "ErrImagePull", OVERLOADED)
        .at(20)
        .running("build")
        .starting("")
        .at(40)
        .waiting("helper", "ErrImagePull", OVERLOADED)
        .starting()
        .at(71)
        .waiting("helper", "ErrImagePull", OVERLOADED)
        .broken(pull("helper", OVERLOADED, FailureReason.IMAGE_PULL_FAILURE));
  }

  @Test
  @DisplayName("an image that cannot be inspected has the same grace as one that cannot be pulled")
  void inspectError() {
    timeline()
        .at(0)
        .waiting("build", "ImageInspectError", "i/o timeout")
        .starting()
        .at(31)
        .waiting("build", "ImageInspectError", "i/o timeout")
        .broken(pull("build", "i/o timeout", FailureReason.RUNNER_EXTERNAL_DEPENDENCY_FAILURE));
  }

  @Test
  @DisplayName("an image that is still tried for when the time is up is named, with its cause")
  void tooLateForThePull() {
    assertThat(
            timeline()
                .at(0)
                .waiting("build", "ErrImagePull", "dial tcp 10.0.0.1:443: i/o timeout")
                .starting()
                .at(3)
                .waiting("build", "ImagePullBackOff", BACK_OFF)
                .starting()
                .tooLate(Duration.ofSeconds(5)))
        .isEqualTo(
            pull(
                "build",
                BACK_OFF + ": dial tcp 10.0.0.1:443: i/o timeout (tried until poll_timeout, 5 s)",
                FailureReason.RUNNER_EXTERNAL_DEPENDENCY_FAILURE));
    assertThat(
            timeline()
                .at(0)
                .waiting("build", "ErrImagePull", OVERLOADED)
                .at(4)
                .running("build")
                .tooLate(Duration.ofSeconds(5)))
        .isInstanceOf(Failure.NotStarted.class);
  }

  private static Failure configPull(String container, String says) {
    return pull(container, says, FailureReason.RUNNER_CONFIGURATION_ERROR);
  }

  private static Failure pull(String container, String says, FailureReason reason) {
    return new Failure.ImagePull(container, container + ":1", "", says, reason);
  }
}
