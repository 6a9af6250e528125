package dev.slipway.app.config;

import dev.slipway.domain.pod.MountPlan;
import dev.slipway.domain.pod.MountPropagation;
import dev.slipway.domain.pod.VolumePlan;
import dev.slipway.domain.settings.Quantity;
import dev.slipway.domain.settings.VolumeSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** {@code [runners.kubernetes.volumes]}, in GitLab Runner's order of mounting. */
final class VolumesReader {
  private static final Map<String, MountPropagation> PROPAGATION =
      Map.of(
          "None", MountPropagation.NONE,
          "HostToContainer", MountPropagation.HOST_TO_CONTAINER,
          "Bidirectional", MountPropagation.BIDIRECTIONAL);

  /** A volume's name in a pod: RFC 1123 label. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private static final List<String> OUR_NAMES = List.of("scripts", "logs");
  private static final String WHAT_TO_DO = "write it or remove the entry";

  private final List<VolumeSettings> volumes = new ArrayList<>();

  private VolumesReader() {}

  static List<VolumeSettings> read(Table table) {
    VolumesReader reader = new VolumesReader();
    reader.entries(table, "host_path", VolumesReader::hostPath);
    reader.entries(table, "secret", (t, n) -> Optional.of(new VolumePlan.Secret(n, n, items(t))));
    reader.entries(table, "pvc", (_, name) -> Optional.of(new VolumePlan.Claim(name, name)));
    reader.entries(
        table, "config_map", (t, n) -> Optional.of(new VolumePlan.ConfigMap(n, n, items(t))));
    reader.entries(table, "empty_dir", VolumesReader::emptyDir);
    reader.entries(table, "csi", VolumesReader::csi);
    reader.entries(table, "nfs", VolumesReader::nfs);
    return reader.volumes;
  }

  private void entries(
      Table table, String kind, BiFunction<Table, String, Optional<VolumePlan>> source) {
    for (Table entry : table.tables(kind)) {
      Optional<String> name =
          entry.required("name", WHAT_TO_DO, text -> name(text, kind.equals("pvc")));
      Optional<String> path = entry.required("mount_path", WHAT_TO_DO, VolumesReader::mountPath);
      Optional<String> subPath = entry.parsed("sub_path", VolumesReader::subPath);
      boolean readOnly = !kind.equals("empty_dir") && entry.flag("read_only").orElse(false);
      boolean canPropagate = List.of("host_path", "pvc", "empty_dir").contains(kind);
      Optional<MountPropagation> propagation =
          canPropagate
              ? entry.parsed("mount_propagation", text -> Table.chosen(text, PROPAGATION))
              : Optional.empty();
      // Read in any case: a second thing that is wrong is told together with the first.
      Optional<VolumePlan> volume = source.apply(entry, name.orElse(""));
      if (volume.isPresent() && name.isPresent() && path.isPresent()) {
        add(
            entry,
            new VolumeSettings(
                volume.get(),
                new MountPlan(name.get(), path.get(), subPath, readOnly, propagation)));
      }
    }
  }

  private void add(Table entry, VolumeSettings added) {
    for (VolumeSettings other : volumes) {
      if (other.volume().name().equals(added.volume().name())
          && !other.volume().equals(added.volume())) {
        entry.problem(
            "name",
            "\"%s\" is the name of another volume already; each volume needs its own"
                .formatted(added.volume().name()));
      }
      if (other.mount().path().equals(added.mount().path())) {
        entry.problem(
            "mount_path",
            "\"%s\" is where volume \"%s\" is mounted already"
                .formatted(added.mount().path(), other.volume().name()));
      }
    }
    volumes.add(added);
  }

  private static Optional<VolumePlan> hostPath(Table table, String name) {
    // Never expanded, not even where it is taken from mount_path: a job could choose it.
    return table
        .text("host_path")
        .or(() -> table.text("mount_path"))
        .map(path -> new VolumePlan.HostPath(name, path));
  }

  private static Optional<VolumePlan> emptyDir(Table table, String name) {
    return Optional.of(
        new VolumePlan.EmptyDir(
            name,
            table.text("medium"),
            table.parsed("size_limit", Quantity::parse).map(Quantity::text)));
  }

  private static Optional<VolumePlan> csi(Table table, String name) {
    Optional<String> fsType = table.text("fs_type");
    boolean readOnly = table.flag("read_only").orElse(false);
    Map<String, String> attributes =
        table.map("volume_attributes", String.class, "a text in quotes");
    return table
        .required("driver", "write the CSI driver's name", text -> text)
        .map(driver -> new VolumePlan.Csi(name, driver, fsType, readOnly, attributes));
  }

  private static Optional<VolumePlan> nfs(Table table, String name) {
    boolean readOnly = table.flag("read_only").orElse(false);
    Optional<String> server = table.required("server", "write the server's address", text -> text);
    Optional<String> path = table.required("path", "write the exported directory", text -> text);
    return server.flatMap(s -> path.map(p -> new VolumePlan.Nfs(name, s, p, readOnly)));
  }

  private static Map<String, String> items(Table table) {
    return table.map("items", String.class, "a text in quotes, the file's path");
  }

  private static String name(String text, boolean withVariables) {
    if (withVariables && text.contains("$")) {
      return text;
    }
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no name of a volume: up to 63 lower-case letters, digits and \"-\", neither first nor last"
              .formatted(text));
    }
    if (OUR_NAMES.contains(text)) {
      throw new IllegalArgumentException(
          "\"%s\" is the name of one of the runner's own volumes; choose another".formatted(text));
    }
    return text;
  }

  private static String mountPath(String text) {
    if (text.contains(":")) {
      throw new IllegalArgumentException(
          "\"%s\" contains \":\", which Kubernetes takes in no mount path".formatted(text));
    }
    return text;
  }

  private static String subPath(String text) {
    if (text.startsWith("/") || List.of(text.split("/")).contains("..")) {
      throw new IllegalArgumentException(
          "\"%s\" must be a path within the volume: relative, without \"..\"".formatted(text));
    }
    return text;
  }
}
