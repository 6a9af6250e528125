/**
 * The pod of a job as inert data: what will be asked of the cluster, without a client and without a
 * clock.
 *
 * <pre>
 * PodPlan         = PodMetadata ContainerPlan* VolumePlan* AccessPlan SchedulingPlan NetworkPlan
 *                   PodSecurityPlan ResourcesPlan LifetimePlan PodSpecPatch*
 * ContainerPlan   = ImagePlan ProcessPlan MountPlan* ResourcesPlan SecurityPlan LifecyclePlan
 * VolumePlan      = EmptyDir | HostPath | Claim | ConfigMap | Secret | Csi | Nfs
 * LifecycleHook   = Exec | HttpGet | TcpSocket
 * SecurityProfile = RuntimeDefault | Unconfined | Localhost(profile)
 * PullPolicy      = ALWAYS | IF_NOT_PRESENT | NEVER
 * </pre>
 */
@NullMarked
package dev.slipway.domain.pod;

import org.jspecify.annotations.NullMarked;
