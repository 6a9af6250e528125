package dev.slipway.app.flow;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.watch.PodSnapshot;

/** Something that happened while a job runs. */
sealed interface JobSignal {
  /** The pod was made or has changed. */
  record PodSeen(PodSnapshot pod) implements JobSignal {}

  /** The pod is gone from the cluster. */
  record PodGone(String uid) implements JobSignal {}

  /** The cluster does not let the pod be watched. */
  record WatchRefused(Failure failure) implements JobSignal {}

  /** A script has started, says the log. */
  record Started(String marker) implements JobSignal {}

  /** A script has ended, says the log. */
  record Ended(String marker, int exitCode) implements JobSignal {}

  /** A script has ended, says the file it leaves beside the log. */
  record EndedFile(String file) implements JobSignal {}

  /** A script is on its way to its container. */
  record Delivered(String file) implements JobSignal {}

  /** Something could not be said to a container. */
  record ChannelFailed(Failure failure) implements JobSignal {}

  /** Work that was done beside the job's own thread has ended. */
  record WorkEnded() implements JobSignal {}

  /** The job is to end early. */
  record StopAsked(Stop stop) implements JobSignal {}
}
