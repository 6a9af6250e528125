/**
 * What the cluster says of a pod, and what that means for the job.
 *
 * <pre>
 * ContainerState = Waiting(reason, message) | Running | Terminated(exitCode, reason, message)
 * PodVerdict     = Starting(waitingFor) | Ready | Broken(failure)
 * </pre>
 */
@NullMarked
package dev.slipway.domain.watch;

import org.jspecify.annotations.NullMarked;
