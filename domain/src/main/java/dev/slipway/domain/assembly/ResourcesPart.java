package dev.slipway.domain.assembly;

import dev.slipway.domain.pod.ResourcesPlan;
import dev.slipway.domain.settings.ContainerResources;
import dev.slipway.domain.settings.PodResources;
import dev.slipway.domain.settings.Quantity;
import dev.slipway.domain.settings.ResourceName;
import java.util.Map;
import java.util.TreeMap;

/** Requests and limits. */
record ResourcesPart(PodResources resources) {
  ResourcesPlan build() {
    return plan(resources.build());
  }

  ResourcesPlan helper() {
    return plan(resources.helper());
  }

  ResourcesPlan pod() {
    return plan(resources.pod());
  }

  static ResourcesPlan plan(ContainerResources resources) {
    return new ResourcesPlan(texts(resources.requests()), texts(resources.limits()));
  }

  private static Map<String, String> texts(Map<ResourceName, Quantity> quantities) {
    Map<String, String> texts = new TreeMap<>();
    quantities.forEach((name, quantity) -> texts.put(name.word(), quantity.text()));
    return texts;
  }
}
