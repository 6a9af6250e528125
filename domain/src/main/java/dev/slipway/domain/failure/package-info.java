/**
 * Why a job ended badly: each failure has one text for people and one reason for GitLab.
 *
 * <pre>
 * Failure = ImagePull | Unschedulable | NotStarted | PodLost | ContainerDied | ContainerSilent | LogBroken
 *         | LogNotKept | ScriptNotStarted | ConfigRejected | JobUnsupported | ClusterRefused | NameTaken
 *         | GitlabRefused | RunnerStopped | ManagerGone | InternalFault | InPreparation(Failure)
 * </pre>
 */
@NullMarked
package dev.slipway.domain.failure;

import org.jspecify.annotations.NullMarked;
