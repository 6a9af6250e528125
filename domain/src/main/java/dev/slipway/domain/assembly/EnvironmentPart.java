package dev.slipway.domain.assembly;

import dev.slipway.domain.pod.EnvPlan;
import dev.slipway.domain.stage.ContainerRole;
import java.util.List;

/** The variables that the build container sees. The helper gets them in its scripts alone. */
record EnvironmentPart(List<EnvPlan> env) implements PodPart {
  @Override
  public PodDraft apply(PodDraft draft) {
    return draft.mapContainer(ContainerRole.BUILD.container(), c -> PodDraft.withEnv(c, env));
  }
}
