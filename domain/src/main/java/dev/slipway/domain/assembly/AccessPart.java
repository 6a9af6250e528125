package dev.slipway.domain.assembly;

import dev.slipway.domain.pod.AccessPlan;
import dev.slipway.domain.settings.IdentitySettings;
import dev.slipway.domain.settings.ImageSettings;
import java.util.List;

/** As whom the pod runs, and with which registry credentials. */
record AccessPart(IdentitySettings identity, ImageSettings images) {
  AccessPlan plan() {
    return new AccessPlan(
        identity.serviceAccount(),
        identity.automountToken(),
        images.pullSecretsOfAccount() ? List.of() : images.pullSecrets());
  }
}
