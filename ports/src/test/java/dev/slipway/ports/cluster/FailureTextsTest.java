package dev.slipway.ports.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.JobOutcome;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts that the documentation of GitLab Runner tells its users to look for. */
class FailureTextsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "504 | setting up build pod | context deadline exceeded",
        "500 | setting up build pod | etcdserver: request timed out",
        "500 | setting up build pod | etcdserver: leader changed",
        "500 | setting up build pod | Internal error occurred: resource quota evaluates timeout",
        "504 | setting up credentials | Timeout: request did not complete within requested timeout",
        "500 | setting up credentials | Internal error occurred: failed calling webhook \"example\"",
      })
  @DisplayName("what the API server says stands behind what was being done")
  void answers(int status, String doing, String says) {
    assertThat(closing(doing, ClusterError.ofStatus(status, says, Duration.ZERO)))
        .startsWith("Job failed (system failure): prepare environment: " + doing + ": " + says);
  }

  @Test
  @DisplayName("a server that cannot be reached is told in the words of the network")
  void unreachable() {
    assertThat(
            closing(
                "setting up build pod",
                new ClusterError.Unavailable(
                    "https://10.0.0.1: ConnectException: Connection refused", Optional.empty())))
        .contains("setting up build pod: ")
        .containsIgnoringCase("connection refused")
        .contains("Look at the API server");
  }

  @Test
  @DisplayName("a pod that does not start in time")
  void late() {
    String text =
        new JobOutcome.Broken(
                new Failure.InPreparation(
                    new Failure.NotStarted("ci/pod", 180, "Pending", "ContainerCreating")))
            .closingText();
    assertThat(text)
        .contains(
            "Job failed (system failure): prepare environment: waiting for pod running: timed out waiting for pod to start",
            "ci/pod",
            "ContainerCreating",
            "poll_timeout");
    assertThat(new Failure.Unschedulable("ci/pod", "0/3 nodes", 180).text())
        .contains("waiting for pod running: timed out waiting for pod to start", "0/3 nodes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pods \"x\" is forbidden: exceeded quota: q | ResourceQuota",
        "pods \"x\" is forbidden: violates PodSecurity \"restricted\" | security contexts",
        "secrets is forbidden: User \"x\" cannot create resource | permission",
        "admission webhook \"x\" denied the request: no | admission policy",
      })
  @DisplayName("a refusal says what to do about it")
  void advice(String says, String advice) {
    assertThat(closing("setting up build pod", ClusterError.ofStatus(403, says, null)))
        .contains(says, advice);
  }

  @Test
  @DisplayName("credentials that are not known say what to renew")
  void unknownCredentials() {
    assertThat(closing("setting up credentials", ClusterError.ofStatus(401, "Unauthorized", null)))
        .endsWith(
            "setting up credentials: Unauthorized: the API server does not know these credentials; they are wrong or have expired. Renew what the runner's settings give for the cluster: bearer_token, client certificate or kubeconfig.");
  }

  private static String closing(String doing, ClusterError error) {
    FailureException thrown =
        catchThrowableOfType(
            FailureException.class, () -> new ClusterAnswer.Refused<>(error).orFail(doing));
    return new JobOutcome.Broken(new Failure.InPreparation(thrown.failure())).closingText();
  }
}
