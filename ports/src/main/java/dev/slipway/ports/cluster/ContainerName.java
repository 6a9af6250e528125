package dev.slipway.ports.cluster;

import dev.slipway.domain.pod.PodName;

/** A container of a pod. */
public record ContainerName(PodName pod, String container) {
  @Override
  public String toString() {
    return pod + ":" + container;
  }
}
