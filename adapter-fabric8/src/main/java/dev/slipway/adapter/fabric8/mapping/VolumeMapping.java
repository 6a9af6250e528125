package dev.slipway.adapter.fabric8.mapping;

import dev.slipway.domain.pod.MountPlan;
import dev.slipway.domain.pod.MountPropagation;
import dev.slipway.domain.pod.VolumePlan;
import io.fabric8.kubernetes.api.model.CSIVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.HostPathVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import io.fabric8.kubernetes.api.model.NFSVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Volumes and mounts. */
final class VolumeMapping {
  private VolumeMapping() {}

  static VolumeMount toMount(MountPlan plan) {
    return new VolumeMountBuilder()
        .withName(plan.volume())
        .withMountPath(plan.path())
        .withSubPath(plan.subPath().orElse(null))
        .withReadOnly(plan.readOnly() ? true : null)
        .withMountPropagation(plan.propagation().map(MountPropagation::word).orElse(null))
        .build();
  }

  static Volume toVolume(VolumePlan plan) {
    VolumeBuilder volume = new VolumeBuilder().withName(plan.name());
    return switch (plan) {
      case VolumePlan.EmptyDir dir ->
          volume
              .withEmptyDir(
                  new EmptyDirVolumeSourceBuilder()
                      .withMedium(dir.medium().orElse(null))
                      .withSizeLimit(dir.sizeLimit().map(Quantity::new).orElse(null))
                      .build())
              .build();
      case VolumePlan.HostPath host ->
          volume
              .withHostPath(new HostPathVolumeSourceBuilder().withPath(host.path()).build())
              .build();
      case VolumePlan.Claim claim ->
          volume
              .withPersistentVolumeClaim(
                  new PersistentVolumeClaimVolumeSourceBuilder()
                      .withClaimName(claim.claim())
                      .build())
              .build();
      case VolumePlan.ConfigMap map ->
          volume
              .withConfigMap(
                  new ConfigMapVolumeSourceBuilder()
                      .withName(map.configMap())
                      .withItems(toItems(map.items()))
                      .build())
              .build();
      case VolumePlan.Secret secret ->
          volume
              .withSecret(
                  new SecretVolumeSourceBuilder()
                      .withSecretName(secret.secret())
                      .withItems(toItems(secret.items()))
                      .build())
              .build();
      case VolumePlan.Csi csi ->
          volume
              .withCsi(
                  new CSIVolumeSourceBuilder()
                      .withDriver(csi.driver())
                      .withFsType(csi.fsType().orElse(null))
                      .withReadOnly(csi.readOnly())
                      .withVolumeAttributes(new TreeMap<>(csi.attributes()))
                      .build())
              .build();
      case VolumePlan.Nfs nfs ->
          volume
              .withNfs(
                  new NFSVolumeSourceBuilder()
                      .withServer(nfs.server())
                      .withPath(nfs.path())
                      .withReadOnly(nfs.readOnly() ? true : null)
                      .build())
              .build();
    };
  }

  private static List<KeyToPath> toItems(Map<String, String> items) {
    return new TreeMap<>(items)
        .entrySet().stream()
            .map(
                item ->
                    new KeyToPathBuilder().withKey(item.getKey()).withPath(item.getValue()).build())
            .toList();
  }
}
