package dev.slipway.app.flow;

import dev.slipway.domain.assembly.JobPlanner;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.ClaimedJob;
import java.util.Optional;

/**
 * What a job's plans are made of, or why there is nothing to make them of: one of the two is there.
 */
record JobBasis(Optional<JobPlanner.Basis> found, Optional<Failure> failure) {
  /** That of a job as it was claimed. */
  static JobBasis of(ClaimedJob job) {
    try {
      return of(JobPlanner.basis(job));
    } catch (FailureException e) {
      return new JobBasis(Optional.empty(), Optional.of(e.failure()));
    } catch (RuntimeException e) {
      return new JobBasis(Optional.empty(), Optional.of(JobFlow.fault(job, e)));
    }
  }

  /** One that is there. */
  static JobBasis of(JobPlanner.Basis found) {
    return new JobBasis(Optional.of(found), Optional.empty());
  }

  /** The basis, or what stands in its way. */
  JobPlanner.Basis orFail() throws FailureException {
    if (failure.isPresent()) {
      throw new FailureException(failure.get());
    }
    return found.orElseThrow();
  }
}
