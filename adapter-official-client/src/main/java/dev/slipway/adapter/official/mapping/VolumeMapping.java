package dev.slipway.adapter.official.mapping;

import dev.slipway.domain.pod.MountPlan;
import dev.slipway.domain.pod.MountPropagation;
import dev.slipway.domain.pod.VolumePlan;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1CSIVolumeSource;
import io.kubernetes.client.openapi.models.V1ConfigMapVolumeSource;
import io.kubernetes.client.openapi.models.V1EmptyDirVolumeSource;
import io.kubernetes.client.openapi.models.V1HostPathVolumeSource;
import io.kubernetes.client.openapi.models.V1KeyToPath;
import io.kubernetes.client.openapi.models.V1NFSVolumeSource;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaimVolumeSource;
import io.kubernetes.client.openapi.models.V1SecretVolumeSource;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Volumes and mounts. */
final class VolumeMapping {
  private VolumeMapping() {}

  static V1VolumeMount toMount(MountPlan plan) {
    return new V1VolumeMount()
        .name(plan.volume())
        .mountPath(plan.path())
        .subPath(plan.subPath().orElse(null))
        .readOnly(plan.readOnly() ? true : null)
        .mountPropagation(plan.propagation().map(MountPropagation::word).orElse(null));
  }

  static V1Volume toVolume(VolumePlan plan) {
    V1Volume volume = new V1Volume().name(plan.name());
    return switch (plan) {
      case VolumePlan.EmptyDir dir ->
          volume.emptyDir(
              new V1EmptyDirVolumeSource()
                  .medium(dir.medium().orElse(null))
                  .sizeLimit(dir.sizeLimit().map(Quantity::new).orElse(null)));
      case VolumePlan.HostPath host ->
          volume.hostPath(new V1HostPathVolumeSource().path(host.path()));
      case VolumePlan.Claim claim ->
          volume.persistentVolumeClaim(
              new V1PersistentVolumeClaimVolumeSource().claimName(claim.claim()));
      case VolumePlan.ConfigMap map ->
          volume.configMap(
              new V1ConfigMapVolumeSource().name(map.configMap()).items(toItems(map.items())));
      case VolumePlan.Secret secret ->
          volume.secret(
              new V1SecretVolumeSource()
                  .secretName(secret.secret())
                  .items(toItems(secret.items())));
      case VolumePlan.Csi csi ->
          volume.csi(
              new V1CSIVolumeSource()
                  .driver(csi.driver())
                  .fsType(csi.fsType().orElse(null))
                  .readOnly(csi.readOnly())
                  .volumeAttributes(new TreeMap<>(csi.attributes())));
      case VolumePlan.Nfs nfs ->
          volume.nfs(
              new V1NFSVolumeSource()
                  .server(nfs.server())
                  .path(nfs.path())
                  .readOnly(nfs.readOnly() ? true : null));
    };
  }

  private static List<V1KeyToPath> toItems(Map<String, String> items) {
    return new TreeMap<>(items)
        .entrySet().stream()
            .map(item -> new V1KeyToPath().key(item.getKey()).path(item.getValue()))
            .toList();
  }
}
