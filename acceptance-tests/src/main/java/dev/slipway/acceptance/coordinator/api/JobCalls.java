package dev.slipway.acceptance.coordinator.api;

import dev.slipway.acceptance.coordinator.job.Job;
import dev.slipway.acceptance.coordinator.job.JobQueue;
import dev.slipway.acceptance.coordinator.wire.Refusal;
import dev.slipway.acceptance.coordinator.wire.Violation;

/** What all calls about one job have in common: the job, its token and its state. */
final class JobCalls {
  private final JobQueue queue;

  JobCalls(JobQueue queue) {
    this.queue = queue;
  }

  /**
   * The job with this id and token. An unknown job is answered with 403 and not 404, as GitLab
   * does, because only 403 makes a runner stop.
   */
  Job require(String id, String token) throws Refusal {
    Job job =
        queue
            .find(Long.parseLong(id))
            .orElseThrow(
                () -> Refusal.violation(403, Violation.Kind.TOKEN, "Forbidden - no job " + id));
    if (!job.token().equals(token)) {
      throw Refusal.violation(403, Violation.Kind.TOKEN, "Forbidden - not the token of job " + id);
    }
    return job;
  }

  /**
   * Refused with 403 and {@code Job-Status}; a violation unless the server itself ended the job.
   */
  static Refusal notRunning(Job job) {
    String text = "Forbidden - Job is not running, it is " + job.state();
    Refusal refusal =
        job.isEndedByServer()
            ? Refusal.expected(403, text)
            : Refusal.violation(403, Violation.Kind.STATE, text);
    return refusal.withHeader("Job-Status", job.state().status());
  }
}
