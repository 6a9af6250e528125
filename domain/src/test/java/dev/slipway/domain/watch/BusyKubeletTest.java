package dev.slipway.domain.watch;

import static dev.slipway.domain.watch.Timeline.timeline;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node under load says things that pass by themselves. */
class BusyKubeletTest {
  @ParameterizedTest
  @DisplayName("a kubelet that had no time tries again, so the wait goes on")
  @CsvSource({
    "CreateContainerConfigError, failed to sync secret cache: timed out waiting for the condition",
    "CreateContainerConfigError, failed to sync configmap cache: timed out waiting for the condition",
    "CreateContainerError, context deadline exceeded",
    "RunContainerError, context deadline exceeded"
  })
  void busyKubelet(String reason, String message) {
    timeline()
        .at(0)
        .waiting("build", reason, message)
        .starting("container build: " + reason + ": " + message)
        .at(1)
        .running("build", "helper")
        .ready();
  }
}
