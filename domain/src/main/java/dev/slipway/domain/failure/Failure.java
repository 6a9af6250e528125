package dev.slipway.domain.failure;

import java.util.List;
import java.util.Optional;

/** A failure that is not the script's own: what, where, why, and what to do about it. */
public sealed interface Failure
    permits ScriptFailure,
        Failure.ImagePull,
        Failure.Unschedulable,
        Failure.NotStarted,
        Failure.InPreparation,
        Failure.PodLost,
        Failure.ContainerDied,
        Failure.ServicesNotHealthy,
        Failure.SecretUnavailable,
        Failure.LogNotKept,
        Failure.ConfigRejected,
        Failure.JobUnsupported,
        Failure.ClusterRefused,
        Failure.NameTaken,
        Failure.GitlabRefused,
        Failure.RunnerStopped,
        Failure.ManagerGone,
        Failure.InternalFault {

  /** The sentence for the job log; never holds a secret. */
  String text();

  /**
   * The reason GitLab is told; where a kind names none of its own, the runner's side is at fault.
   */
  default FailureReason reason() {
    return FailureReason.RUNNER_SYSTEM_FAILURE;
  }

  // What others say ends as they like; a sentence of ours follows.
  private static String withoutStop(String says) {
    return says.endsWith(".") ? says.substring(0, says.length() - 1) : says;
  }

  /** An image that the node could not get. {@code says} is kubelet's message. */
  record ImagePull(String container, String image, String policy, String says, FailureReason reason)
      implements Failure {
    @Override
    public String text() {
      return "waiting for pod running: pulling image \"%s\" for container %s (pull policy %s): image pull failed: %s. Check the image's name and tag, or add a registry credential."
          .formatted(image, container, policy.isEmpty() ? "of the cluster" : policy, says);
    }
  }

  /** No node takes the pod. {@code says} is the scheduler's message. */
  record Unschedulable(String pod, String says, long waitedSeconds) implements Failure {
    @Override
    public String text() {
      return "waiting for pod running: timed out waiting for pod to start after %d s: no node takes pod %s: %s. Lower the requests, change node_selector or tolerations, add nodes, or raise poll_timeout."
          .formatted(waitedSeconds, pod, withoutStop(says));
    }
  }

  /**
   * The pod did not come up in time.
   *
   * @param waitingFor what it waited for last; empty where the cluster did not say
   */
  record NotStarted(String pod, long waitedSeconds, String phase, String waitingFor)
      implements Failure {
    /** The same, with what else is known of what it waited for. */
    public NotStarted waitingFor(String known) {
      return new NotStarted(pod, waitedSeconds, phase, known);
    }

    @Override
    public String text() {
      return "waiting for pod running: timed out waiting for pod to start after %d s (last phase: %s): pod %s%s. Raise poll_timeout if the cluster needs longer."
          .formatted(
              waitedSeconds,
              phase,
              pod,
              waitingFor.isEmpty() ? " told no reason" : " waits: " + waitingFor);
    }
  }

  /** A failure before the first script could be run. */
  record InPreparation(Failure cause) implements Failure {
    @Override
    public String text() {
      return "prepare environment: " + cause.text();
    }

    @Override
    public FailureReason reason() {
      return cause.reason();
    }
  }

  /** The pod went away. */
  record PodLost(String pod, String how) implements Failure {
    @Override
    public String text() {
      return "pod \"%s\" %s".formatted(pod, how);
    }
  }

  /** A container of the pod ended while the job needed it. */
  record ContainerDied(
      String container, int exitCode, String why, Optional<String> node, String hint)
      implements Failure {
    @Override
    public String text() {
      return "Error in container %s: exit code: %d, reason: '%s'%s%s"
          .formatted(
              container,
              exitCode,
              why,
              node.map(name -> " (node " + name + ")").orElse(""),
              hint.isEmpty() ? "" : ". " + hint);
    }

    /**
     * What to do where the memory did not suffice.
     *
     * @param limit as the user wrote it; empty for none of its own
     */
    public static String memoryHint(String limit) {
      return "The container used more memory than %s: raise its memory_limit, or make the job use less."
          .formatted(limit.isEmpty() ? "it may" : "its limit of " + limit);
    }
  }

  /**
   * Services that did not open their ports.
   *
   * @param waitedSeconds 0 where the check itself failed
   */
  record ServicesNotHealthy(List<Integer> ports, long waitedSeconds) implements Failure {
    public ServicesNotHealthy {
      ports = List.copyOf(ports);
    }

    @Override
    public String text() {
      String how =
          waitedSeconds == 0
              ? "the check failed"
              : "not all were open after %d s".formatted(waitedSeconds);
      return "Health check of services on ports %s (HEALTHCHECK_TCP_PORT): %s. Look at the service's log with CI_DEBUG_SERVICES, or raise poll_timeout if it needs longer."
          .formatted(ports, how);
    }
  }

  /** A secret that the job needs and that could not be got. */
  record SecretUnavailable(String says, FailureReason reason) implements Failure {
    @Override
    public String text() {
      return "resolving secrets: " + says;
    }
  }

  /** The manager has no room for the job's log. {@code says} is the operating system's reason. */
  record LogNotKept(String says) implements Failure {
    @Override
    public String text() {
      return "the job's log cannot be kept: %s. The runner keeps it in its folder for temporary files (TMPDIR) until GitLab has it: make room there, or make it writable."
          .formatted(says);
    }
  }

  /** A setting of the runner or of the job that cannot work. */
  record ConfigRejected(String text) implements Failure {
    @Override
    public FailureReason reason() {
      return FailureReason.RUNNER_CONFIGURATION_ERROR;
    }
  }

  /** A job that asks for what this runner does not do. */
  record JobUnsupported(String text) implements Failure {}

  /** The Kubernetes API said no, or did not answer. */
  record ClusterRefused(String doing, String says, String advice) implements Failure {
    /** One that tells by itself what to do. */
    public ClusterRefused(String doing, String says) {
      this(doing, says, "");
    }

    @Override
    public String text() {
      return doing + ": " + (advice.isEmpty() ? says : withoutStop(says) + ". " + advice);
    }
  }

  /**
   * What was to be made for the job is there already, and it is somebody else's.
   *
   * @param object what it is and what it is called
   */
  record NameTaken(String doing, String object) implements Failure {
    @Override
    public String text() {
      return "%s: %s exists already and was not made for this job: its labels slipway.dev/system-id and slipway.dev/job-id are not this job's. It is left alone. Retry the job, which then takes a new name; if that does not help, find out who else makes objects of such names."
          .formatted(doing, object);
    }
  }

  /** GitLab said that the job is not ours any more. */
  record GitlabRefused(String text) implements Failure {}

  /** The manager was told to stop. {@code signal} is the word users know: terminated, interrupt. */
  record RunnerStopped(String signal) implements Failure {
    @Override
    public String text() {
      return "aborted: " + signal;
    }

    @Override
    public FailureReason reason() {
      return FailureReason.RUNNER_INTERRUPTED;
    }
  }

  /** The manager ended without being told to, and another one found what it left. */
  record ManagerGone() implements Failure {
    @Override
    public String text() {
      return "the runner's process ended without warning while it ran this job: it was killed, or its machine failed. Nothing of the job runs on, and the runner does not start it again. Look at the runner's log and at the events of its machine, then retry the job.";
    }
  }

  /** A fault of this program. */
  record InternalFault(String text) implements Failure {}
}
