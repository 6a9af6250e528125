/**
 * A stage is one script that runs in the pod, and one section of the job log.
 *
 * <pre>
 * ContainerRole = BUILD | HELPER
 * StageRun      = Ran(exitCode) | Interrupted(by)
 * </pre>
 */
@NullMarked
package dev.slipway.domain.stage;

import org.jspecify.annotations.NullMarked;
