package dev.slipway.domain.pod;

import java.util.Map;

/** A pod's labels and annotations. */
public record PodMetadata(Map<String, String> labels, Map<String, String> annotations) {
  /** Neither. */
  public static final PodMetadata NONE = new PodMetadata(Map.of(), Map.of());

  public PodMetadata {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
