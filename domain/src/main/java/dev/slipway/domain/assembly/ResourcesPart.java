package dev.slipway.domain.assembly;

import dev.slipway.domain.pod.ResourcesPlan;
import dev.slipway.domain.settings.ContainerResources;
import dev.slipway.domain.settings.PodResources;
import dev.slipway.domain.settings.Quantity;
import dev.slipway.domain.settings.ResourceName;
import dev.slipway.domain.stage.ContainerRole;
import java.util.Map;
import java.util.TreeMap;

/** Requests and limits of the standing containers. */
record ResourcesPart(PodResources resources) implements PodPart {
  @Override
  public PodDraft apply(PodDraft draft) {
    return draft
        .mapContainer(
            ContainerRole.BUILD.container(),
            c -> PodDraft.withResources(c, plan(resources.build())))
        .mapContainer(
            ContainerRole.HELPER.container(),
            c -> PodDraft.withResources(c, plan(resources.helper())));
  }

  private static ResourcesPlan plan(ContainerResources resources) {
    return new ResourcesPlan(texts(resources.requests()), texts(resources.limits()));
  }

  private static Map<String, String> texts(Map<ResourceName, Quantity> quantities) {
    Map<String, String> texts = new TreeMap<>();
    quantities.forEach((name, quantity) -> texts.put(name.word(), quantity.text()));
    return texts;
  }
}
