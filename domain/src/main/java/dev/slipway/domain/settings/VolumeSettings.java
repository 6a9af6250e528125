package dev.slipway.domain.settings;

import dev.slipway.domain.pod.MountPlan;
import dev.slipway.domain.pod.VolumePlan;

/**
 * One entry of {@code [runners.kubernetes.volumes]}: a volume and where every container sees it.
 * The mount's path and sub-path may hold variables of the job; so may the name of a claim.
 */
public record VolumeSettings(VolumePlan volume, MountPlan mount) {}
