package dev.slipway.domain.pod;

import java.util.Map;
import java.util.Optional;

/** A volume of the pod. */
public sealed interface VolumePlan {
  /** The name by which containers mount it. */
  String name();

  /**
   * An empty folder that lives as long as the pod.
   *
   * @param medium {@code Memory} for a file system in memory; empty for the node's disk
   * @param sizeLimit a quantity; empty for none
   */
  record EmptyDir(String name, Optional<String> medium, Optional<String> sizeLimit)
      implements VolumePlan {
    /** On the node's disk, without a limit. */
    public static EmptyDir onDisk(String name) {
      return new EmptyDir(name, Optional.empty(), Optional.empty());
    }
  }

  /** A folder or file of the node. */
  record HostPath(String name, String path) implements VolumePlan {}

  /** A PersistentVolumeClaim of the pod's namespace. */
  record Claim(String name, String claim) implements VolumePlan {}

  /**
   * Files from a ConfigMap.
   *
   * @param items file paths by the ConfigMap's keys; empty for all keys under their own names
   */
  record ConfigMap(String name, String configMap, Map<String, String> items) implements VolumePlan {
    public ConfigMap {
      items = Map.copyOf(items);
    }
  }

  /**
   * Files from a Secret.
   *
   * @param items file paths by the Secret's keys; empty for all keys under their own names
   */
  record Secret(String name, String secret, Map<String, String> items) implements VolumePlan {
    public Secret {
      items = Map.copyOf(items);
    }
  }

  /** Storage that a CSI driver makes for this pod. */
  record Csi(
      String name,
      String driver,
      Optional<String> fsType,
      boolean readOnly,
      Map<String, String> attributes)
      implements VolumePlan {
    public Csi {
      attributes = Map.copyOf(attributes);
    }
  }

  /** A directory of an NFS server. */
  record Nfs(String name, String server, String path, boolean readOnly) implements VolumePlan {}
}
