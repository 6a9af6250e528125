/**
 * The pod of a job as inert data: what will be asked of the cluster, without a client and without a
 * clock.
 *
 * <pre>
 * VolumePlan = EmptyDir
 * PullPolicy = ALWAYS | IF_NOT_PRESENT | NEVER
 * </pre>
 */
@NullMarked
package dev.slipway.domain.pod;

import org.jspecify.annotations.NullMarked;
