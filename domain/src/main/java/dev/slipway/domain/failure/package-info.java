/**
 * Why a job ended badly: each failure has one text for people and one reason for GitLab.
 *
 * <pre>
 * Failure       = ScriptFailure | ImagePull | Unschedulable | NotStarted | ServicesNotHealthy | PodLost | ContainerDied
 *               | LogNotKept | SecretUnavailable | ConfigRejected | JobUnsupported | ClusterRefused | NameTaken
 *               | GitlabRefused | RunnerStopped | ManagerGone | InternalFault | InPreparation(Failure)
 * ScriptFailure = ContainerSilent | ContainerFellSilent | ScriptNotStarted | ScriptVanished | ScriptAltered | LogBroken
 * </pre>
 */
@NullMarked
package dev.slipway.domain.failure;

import org.jspecify.annotations.NullMarked;
