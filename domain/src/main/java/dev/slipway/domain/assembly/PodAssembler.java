package dev.slipway.domain.assembly;

import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import java.util.List;

/** Makes the pod's plan by going through the parts in order. */
final class PodAssembler {
  private PodAssembler() {}

  static PodPlan assemble(PodName name, List<PodPart> parts) {
    PodDraft draft = PodDraft.named(name);
    for (PodPart part : parts) {
      draft = part.apply(draft);
    }
    return draft.plan();
  }
}
