package dev.slipway.app.flow;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.LiveJob;
import dev.slipway.domain.watch.FailureDetails;
import dev.slipway.domain.watch.PodJudge;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.domain.watch.PodVerdict;
import java.time.InstantSource;

/** What is heard of a job's pod once it was ready: it may only go on as it is. */
record PodHearing(LiveJob job, PodJudge judge, InstantSource clock) {

  /** A state of a pod; those of other pods mean nothing. */
  void seen(PodSnapshot pod) throws FailureException {
    if (pod.uid().equals(job.podUid())
        && judge.judge(pod, clock.instant()) instanceof PodVerdict.Broken(Failure failure)) {
      throw new FailureException(FailureDetails.of(failure, job.planned().pod(), pod));
    }
  }

  /** A pod is gone. */
  void gone(String uid) throws FailureException {
    if (uid.equals(job.podUid())) {
      throw new FailureException(
          new Failure.PodLost(job.planned().pod().name().toString(), "is deleted"));
    }
  }
}
