package dev.slipway.app.config;

import static dev.slipway.app.config.KeyProof.proveKubernetes;

import dev.slipway.domain.pod.MountPlan;
import dev.slipway.domain.pod.MountPropagation;
import dev.slipway.domain.pod.VolumePlan;
import dev.slipway.domain.pod.VolumePlan.ConfigMap;
import dev.slipway.domain.pod.VolumePlan.Csi;
import dev.slipway.domain.pod.VolumePlan.EmptyDir;
import dev.slipway.domain.pod.VolumePlan.HostPath;
import dev.slipway.domain.pod.VolumePlan.Nfs;
import dev.slipway.domain.pod.VolumePlan.Secret;
import dev.slipway.domain.settings.VolumeSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The proofs of {@code [runners.kubernetes.volumes]}. */
final class VolumeProofs {
  private static final String NAME = "name = \"data\"\n";
  private static final String MOUNT = "mount_path = \"/m\"\n";

  /** What each kind must have beside name and mount path. */
  private static final Map<String, String> MORE =
      Map.of("csi", "driver = \"d\"\n", "nfs", "server = \"s\"\npath = \"/p\"\n");

  private VolumeProofs() {}

  static List<KeyProof> all() {
    List<KeyProof> proofs = new ArrayList<>();
    for (String kind :
        List.of("host_path", "pvc", "config_map", "secret", "empty_dir", "csi", "nfs")) {
      proofs.add(
          first(kind, "name", v -> v.volume().name())
              .beside(MOUNT + more(kind))
              .from("\"other\"")
              .to("other")
              .required());
      proofs.add(
          mount(kind, "mount_path", MountPlan::path)
              .beside(NAME + more(kind))
              .from("\"/x/$CI_JOB_ID\"")
              .to("/x/$CI_JOB_ID")
              .required());
      proofs.add(
          mount(kind, "sub_path", MountPlan::subPath)
              .from("\"a/b\"")
              .to(Optional.of("a/b"))
              .defaultsTo(Optional.empty()));
      if (!kind.equals("empty_dir")) {
        proofs.add(
            mount(kind, "read_only", MountPlan::readOnly).from("true").to(true).defaultsTo(false));
      }
    }
    for (String kind : List.of("host_path", "pvc", "empty_dir")) {
      proofs.add(
          mount(kind, "mount_propagation", MountPlan::propagation)
              .from("\"HostToContainer\"")
              .to(Optional.of(MountPropagation.HOST_TO_CONTAINER))
              .defaultsTo(Optional.empty()));
    }
    proofs.addAll(sources());
    return proofs;
  }

  private static List<KeyProof> sources() {
    return List.of(
        source("host_path", "host_path")
            .from("\"/node\"")
            .to(new HostPath("data", "/node"))
            .defaultsTo(new HostPath("data", "/m")),
        source("config_map", "items")
            .from("{ \"a.b\" = \"dir/file\" }")
            .to(new ConfigMap("data", "data", Map.of("a.b", "dir/file")))
            .defaultsTo(new ConfigMap("data", "data", Map.of())),
        source("secret", "items")
            .from("{ key = \"dir/file\" }")
            .to(new Secret("data", "data", Map.of("key", "dir/file")))
            .defaultsTo(new Secret("data", "data", Map.of())),
        source("empty_dir", "medium")
            .from("\"Memory\"")
            .to(new EmptyDir("data", Optional.of("Memory"), Optional.empty()))
            .defaultsTo(EmptyDir.onDisk("data")),
        source("empty_dir", "size_limit")
            .from("\"1Gi\"")
            .to(new EmptyDir("data", Optional.empty(), Optional.of("1Gi")))
            .defaultsTo(EmptyDir.onDisk("data")),
        source("csi", "driver")
            .beside(NAME + MOUNT)
            .from("\"e\"")
            .to(new Csi("data", "e", Optional.empty(), false, Map.of()))
            .required(),
        source("csi", "fs_type")
            .from("\"ext4\"")
            .to(new Csi("data", "d", Optional.of("ext4"), false, Map.of()))
            .defaultsTo(new Csi("data", "d", Optional.empty(), false, Map.of())),
        source("csi", "volume_attributes")
            .from("{ size = \"2Gi\" }")
            .to(new Csi("data", "d", Optional.empty(), false, Map.of("size", "2Gi")))
            .defaultsTo(new Csi("data", "d", Optional.empty(), false, Map.of())),
        source("nfs", "server")
            .beside(NAME + MOUNT + "path = \"/p\"")
            .from("\"t\"")
            .to(new Nfs("data", "t", "/p", false))
            .required(),
        source("nfs", "path")
            .beside(NAME + MOUNT + "server = \"s\"")
            .from("\"/q\"")
            .to(new Nfs("data", "s", "/q", false))
            .required());
  }

  private static KeyProof.Start source(String kind, String key) {
    Function<VolumeSettings, VolumePlan> volume = VolumeSettings::volume;
    return first(kind, key, volume::apply);
  }

  private static KeyProof.Start mount(String kind, String key, Function<MountPlan, Object> part) {
    return first(kind, key, v -> part.apply(v.mount()));
  }

  private static KeyProof.Start first(
      String kind, String key, Function<VolumeSettings, Object> part) {
    return proveKubernetes(
            "volumes.%s.%s".formatted(kind, key), k -> part.apply(k.volumes().getFirst()))
        .beside(NAME + MOUNT + more(kind));
  }

  private static String more(String kind) {
    return MORE.getOrDefault(kind, "");
  }
}
