package dev.slipway.domain.assembly;

import dev.slipway.domain.settings.KubernetesSettings;

/** Where the pod may run, as whom, and with which registry credentials. */
record SchedulingPart(KubernetesSettings settings) implements PodPart {
  @Override
  public PodDraft apply(PodDraft draft) {
    return draft.withScheduling(
        settings.nodeSelector(),
        settings.identity().serviceAccount(),
        settings.images().pullSecrets());
  }
}
