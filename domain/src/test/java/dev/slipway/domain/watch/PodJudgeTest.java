package dev.slipway.domain.watch;

import static dev.slipway.domain.watch.Timeline.timeline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.Failure.ConfigRejected;
import dev.slipway.domain.failure.Failure.ContainerDied;
import dev.slipway.domain.failure.Failure.PodLost;
import dev.slipway.domain.failure.FailureReason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodJudgeTest {
  private static final String OWN_SECRET = "secret \"pod-env-1\" not found";
  private static final String BACK_OFF = "Back-off pulling image \"build:1\"";
  private static final String OVERLOADED = "received unexpected HTTP status: 503";

  @Test
  @DisplayName("the pod is ready when both standing containers are, whatever the services do")
  void ready() {
    timeline()
        .at(0)
        .waiting("build", "PodInitializing", "")
        .starting("")
        .at(1)
        .running("build")
        .starting("")
        .at(2)
        .running("helper")
        .ready();
    timeline().at(0).running("build", "helper").notReady().starting("");
    timeline().at(0).running("svc-0", "build").starting();
  }

  @Test
  @DisplayName("running containers of a pod that is still pending are not ready")
  void pendingPhase() {
    timeline().at(0).running("build", "helper").phase("Pending", "", "").starting("");
  }

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
        .broken(pull("build", BACK_OFF, FailureReason.IMAGE_PULL_FAILURE));
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
  @DisplayName("containers that the cluster cannot start end the wait")
  void cannotStart() {
    timeline()
        .at(0)
        .waiting("svc-0", "CrashLoopBackOff", "back-off 10s")
        .broken(new ConfigRejected("container \"svc-0\" is in CrashLoopBackOff: back-off 10s"));
    timeline()
        .at(0)
        .waiting("build", "CreateContainerError", "no command")
        .broken(
            new ConfigRejected(
                "container \"build\" cannot be started (CreateContainerError): no command"));
    timeline()
        .at(0)
        .waiting("build", "RunContainerError", "exec: sh: not found")
        .broken(
            new ConfigRejected(
                "container \"build\" cannot be started (RunContainerError): exec: sh: not found"));
  }

  @Test
  @DisplayName("a Secret that is missing ends the wait, unless it is one that is still to be made")
  void configError() {
    timeline()
        .at(0)
        .waiting("build", "CreateContainerConfigError", OWN_SECRET)
        .starting("container build: CreateContainerConfigError: " + OWN_SECRET)
        .at(1)
        .running("build", "helper")
        .ready();
    timeline()
        .at(0)
        .waiting("build", "CreateContainerConfigError", "secret \"theirs\" not found")
        .broken(new ConfigRejected("container configuration error: secret \"theirs\" not found"));
  }

  @Test
  @DisplayName("a disruption is told with its reason before anything that follows from it")
  void disruption() {
    timeline()
        .at(0)
        .running("build", "helper")
        .at(5)
        .terminated("build", 137, "Error", "")
        .deleting()
        .condition("DisruptionTarget", true, "PreemptionByScheduler", "needs room")
        .broken(lost("is disrupted: reason \"PreemptionByScheduler\", message \"needs room\""));
    timeline()
        .at(0)
        .condition("DisruptionTarget", false, "", "")
        .running("build", "helper")
        .ready();
  }

  @Test
  @DisplayName("a node that is not ready is waited for, until the cluster takes its pods away")
  void nodeNotReady() {
    timeline()
        .at(0)
        .running("build", "helper")
        .ready()
        .at(40)
        .condition("Ready", false, "", "")
        .notReady()
        .starting()
        .at(340)
        .condition(
            "DisruptionTarget",
            true,
            "DeletionByTaintManager",
            "Taint manager: deleting due to NoExecute taint")
        .broken(
            lost(
                "is disrupted: reason \"DeletionByTaintManager\", message \"Taint manager: deleting due to NoExecute taint\""));
  }

  @Test
  @DisplayName("a pod that is being deleted is lost")
  void deletion() {
    timeline().at(0).running("build", "helper").deleting().broken(lost("is being deleted"));
  }

  @Test
  @DisplayName("a pod that failed says why: its own reason, or the first container that died")
  void failedPhase() {
    timeline()
        .at(0)
        .terminated("build", 137, "Error", "")
        .phase("Failed", "Evicted", "low on memory")
        .broken(lost("failed: Evicted: low on memory"));
    timeline().at(0).phase("Failed", "", "gone").broken(lost("failed: gone"));
    timeline()
        .at(0)
        .terminated("init-permissions", 2, "Error", "no such folder")
        .phase("Failed", "", "")
        .broken(
            new ContainerDied(
                "init-permissions", 2, "Error: no such folder", Optional.empty(), ""));
    timeline()
        .at(0)
        .phase("Succeeded", "", "")
        .broken(lost("already succeeded before it begins running"));
  }

  @Test
  @DisplayName("of a failed pod the container that failed is named, not one that ended well")
  void failedNotTheOneThatEndedWell() {
    timeline()
        .at(0)
        .terminated("init-permissions", 0, "Completed", "")
        .terminated("build", 3, "Error", "")
        .phase("Failed", "", "")
        .broken(new ContainerDied("build", 3, "Error", Optional.empty(), ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"build", "helper"})
  @DisplayName("a standing container that was killed for its memory says what to do")
  void outOfMemory(String container) {
    timeline()
        .at(0)
        .running("build", "helper")
        .at(9)
        .terminated(container, 137, "OOMKilled", "")
        .broken(
            new ContainerDied(
                container, 137, "OOMKilled", Optional.empty(), ContainerDied.memoryHint("")));
  }

  @Test
  @DisplayName("a service that ends does not end the job")
  void service() {
    timeline()
        .at(0)
        .running("build", "helper", "svc-0")
        .at(9)
        .terminated("svc-0", 1, "Error", "")
        .ready();
  }

  @Test
  @DisplayName("the text changes only when something happens")
  void waitingFor() {
    timeline()
        .at(0)
        .condition("PodScheduled", false, "Unschedulable", "0/3 nodes")
        .starting("Unschedulable: 0/3 nodes")
        .at(5)
        .condition("PodScheduled", false, "Unschedulable", "0/3 nodes")
        .starting("Unschedulable: 0/3 nodes")
        .at(6)
        .condition("PodScheduled", true, "", "")
        .starting("")
        .at(7)
        .waiting("build", "ContainerCreating", "")
        .starting("");
  }

  @Test
  @DisplayName("a pod that comes too late says what it waits for")
  void tooLate() {
    Failure unscheduled =
        timeline()
            .at(0)
            .condition("PodScheduled", false, "Unschedulable", "0/3 nodes")
            .tooLate(Duration.ofMinutes(3));
    assertThat(unscheduled).isEqualTo(new Failure.Unschedulable("ci/pod", "0/3 nodes", 180));
    assertThat(unscheduled.text()).contains("180 s", "0/3 nodes", "poll_timeout");
    assertThat(
            timeline()
                .at(0)
                .waiting("build", "CreateContainerConfigError", OWN_SECRET)
                .tooLate(Duration.ofMinutes(3))
                .text())
        .contains("after 180 s", "last phase: Pending", OWN_SECRET);
  }

  private static Failure lost(String how) {
    return new PodLost("ci/pod", how);
  }

  private static Failure configPull(String container, String says) {
    return pull(container, says, FailureReason.RUNNER_CONFIGURATION_ERROR);
  }

  private static Failure pull(String container, String says, FailureReason reason) {
    return new Failure.ImagePull(container, container + ":1", "", says, reason);
  }
}
