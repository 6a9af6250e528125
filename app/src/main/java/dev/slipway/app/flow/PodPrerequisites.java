package dev.slipway.app.flow;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.Prerequisites;
import java.time.Duration;
import java.util.List;

/**
 * Looks whether what a pod refers to is there, before it is made: the service account that it will
 * have, and the image pull secrets that others make ({@code
 * resource_availability_check_max_attempts} of GitLab Runner).
 *
 * @param pause between two looks
 */
record PodPrerequisites(Prerequisites cluster, Duration pause) {
  static final Duration PAUSE = Duration.ofSeconds(5);

  /**
   * Waits for all of them, as long as the settings say. What the manager may not look at is told in
   * the log, and no reason to fail.
   *
   * @throws FailureException that names what is not there
   */
  void await(PlannedJob job, JobLog log) throws FailureException, InterruptedException {
    int looks = job.claimed().runner().kubernetes().care().availabilityRetries() + 1;
    if (looks == 1) {
      return;
    }
    PodPlan pod = job.pod();
    String namespace = pod.name().namespace();
    ClusterCall calls = ClusterCall.of(job);
    if (pod.access().serviceAccount().isPresent()) {
      String account = pod.access().serviceAccount().get();
      String what = "ServiceAccount/" + account;
      await(
          what, looks, log, () -> calls.repeated(() -> cluster.serviceAccount(namespace, account)));
    }
    List<String> own = job.objects().secrets().stream().map(SecretPlan::name).toList();
    for (String secret : pod.access().imagePullSecrets()) {
      if (!own.contains(secret)) {
        String what = "ImagePullSecret/" + secret;
        await(what, looks, log, () -> calls.repeated(() -> cluster.secret(namespace, secret)));
      }
    }
  }

  /** A look at one thing. */
  @FunctionalInterface
  private interface Look {
    ClusterAnswer<String> now() throws InterruptedException;
  }

  private void await(String what, int looks, JobLog log, Look look)
      throws FailureException, InterruptedException {
    String says = "";
    for (int done = 0; done < looks; done++) {
      if (done == 1) {
        log.podLine("Waiting for %s to be present in the cluster: %s".formatted(what, says));
      }
      if (done > 0) {
        Thread.sleep(pause);
      }
      switch (look.now()) {
        case ClusterAnswer.Done<String> _ -> {
          return;
        }
        case ClusterAnswer.Refused<String>(ClusterError.Forbidden error) -> {
          log.warning(
              "Not looked whether %s is present: %s. %s Or leave resource_availability_check_max_attempts out."
                  .formatted(what, error.message(), error.advice()));
          return;
        }
        case ClusterAnswer.Refused<String>(ClusterError error) -> says = error.message();
      }
    }
    throw new FailureException(
        new Failure.ClusterRefused(
            "Timed out while waiting for %s to be present in the cluster".formatted(what),
            says,
            "Create it, or change the setting that names it."));
  }
}
