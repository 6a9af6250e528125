package dev.slipway.domain.watch;

import static dev.slipway.domain.watch.Timeline.timeline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.Failure.ConfigRejected;
import dev.slipway.domain.failure.Failure.ContainerDied;
import dev.slipway.domain.failure.Failure.PodLost;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodJudgeTest {
  private static final String OWN_SECRET = "secret \"pod-env-1\" not found";

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
}
