package dev.slipway.domain.pod;

import java.util.Optional;

/**
 * A volume seen by a container.
 *
 * @param subPath the folder within the volume that is seen; empty for the whole volume
 * @param propagation empty for the cluster's default, none
 */
public record MountPlan(
    String volume,
    String path,
    Optional<String> subPath,
    boolean readOnly,
    Optional<MountPropagation> propagation) {

  /** The whole volume, writable. */
  public static MountPlan of(String volume, String path) {
    return new MountPlan(volume, path, Optional.empty(), false, Optional.empty());
  }
}
