package dev.slipway.domain.pod;

/** A volume of the pod. */
public sealed interface VolumePlan {
  String name();

  /** An empty folder that lives as long as the pod. */
  record EmptyDir(String name) implements VolumePlan {}
}
