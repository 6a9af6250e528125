package dev.slipway.domain.settings;

/** Which Kubernetes library speaks to the cluster. */
public enum ClusterClient {
  FABRIC8,
  OFFICIAL
}
