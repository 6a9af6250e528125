package dev.slipway.domain.pod;

import java.util.Map;

/** Requests and limits by Kubernetes' resource names; quantities as written by the user. */
public record ResourcesPlan(Map<String, String> requests, Map<String, String> limits) {
  /** Nothing asked, nothing limited. */
  public static final ResourcesPlan NONE = new ResourcesPlan(Map.of(), Map.of());

  public ResourcesPlan {
    requests = Map.copyOf(requests);
    limits = Map.copyOf(limits);
  }
}
