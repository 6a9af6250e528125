package dev.slipway.domain.assembly;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.pod.MountPlan;
import dev.slipway.domain.pod.VolumePlan;
import dev.slipway.domain.pod.VolumePlan.EmptyDir;
import dev.slipway.domain.settings.VolumeSettings;
import dev.slipway.domain.variable.JobVariables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What all containers see: the channel's folders, the configured volumes, and an empty folder for
 * the builds where no configured volume is mounted there.
 */
record VolumesPart(List<VolumePlan> plan, List<MountPlan> mounts) {
  private static final String BUILDS = "repo";

  /** Whether what is at the builds directory is still there after the pod: jobs can meet in it. */
  static boolean outlivesThePod(
      List<VolumeSettings> volumes, String buildsDir, JobVariables variables) {
    return at(buildsDir, volumes, variables)
        .map(
            volume ->
                switch (volume) {
                  case EmptyDir _ -> false;
                  case VolumePlan.HostPath _,
                      VolumePlan.Claim _,
                      VolumePlan.ConfigMap _,
                      VolumePlan.Secret _,
                      VolumePlan.Csi _,
                      VolumePlan.Nfs _ ->
                      true;
                })
        .orElse(false);
  }

  private static Optional<VolumePlan> at(
      String directory, List<VolumeSettings> volumes, JobVariables variables) {
    return volumes.stream()
        .filter(v -> same(variables.expand(v.mount().path()), directory))
        .map(VolumeSettings::volume)
        .findFirst();
  }

  private static boolean same(String path, String other) {
    return path.replaceAll("/+$", "").equals(other.replaceAll("/+$", ""));
  }

  /**
   * The volumes.
   *
   * @param channel folders through which the manager and the containers talk; none where they do
   *     not
   */
  static VolumesPart of(
      List<VolumeSettings> settings,
      String buildsDir,
      List<MountPlan> channel,
      JobVariables variables)
      throws FailureException {
    // The same volume may be mounted at several places.
    Set<VolumePlan> volumes = new LinkedHashSet<>();
    List<MountPlan> mounts = new ArrayList<>(channel);
    for (VolumeSettings one : settings) {
      volumes.add(expanded(one.volume(), variables));
      mounts.add(expanded(one.mount(), variables));
    }
    if (at(buildsDir, settings, variables).isEmpty()) {
      volumes.add(EmptyDir.onDisk(BUILDS));
      mounts.add(MountPlan.of(BUILDS, buildsDir));
    }
    channel.forEach(mount -> volumes.add(EmptyDir.onDisk(mount.volume())));
    refuseSameNames(volumes);
    return new VolumesPart(List.copyOf(volumes), mounts);
  }

  private static void refuseSameNames(Set<VolumePlan> volumes) throws FailureException {
    Map<String, VolumePlan> byName = new HashMap<>();
    for (VolumePlan volume : volumes) {
      if (byName.put(volume.name(), volume) != null) {
        throw new FailureException(
            new Failure.ConfigRejected(
                "two different volumes have the name \"%s\"; give each entry of [runners.kubernetes.volumes] a name of its own, other than scripts, logs and repo"
                    .formatted(volume.name())));
      }
    }
  }

  // A path on the node is never expanded: a job could choose it.
  private static VolumePlan expanded(VolumePlan volume, JobVariables variables) {
    return switch (volume) {
      case VolumePlan.Claim(String name, String claim) ->
          new VolumePlan.Claim(variables.expand(name), variables.expand(claim));
      case EmptyDir _,
          VolumePlan.HostPath _,
          VolumePlan.ConfigMap _,
          VolumePlan.Secret _,
          VolumePlan.Csi _,
          VolumePlan.Nfs _ ->
          volume;
    };
  }

  private static MountPlan expanded(MountPlan mount, JobVariables variables) {
    return new MountPlan(
        variables.expand(mount.volume()),
        variables.expand(mount.path()),
        mount.subPath().map(variables::expand),
        mount.readOnly(),
        mount.propagation());
  }
}
