package dev.slipway.domain.assembly;

import dev.slipway.domain.pod.AccessPlan;
import dev.slipway.domain.settings.IdentitySettings;
import dev.slipway.domain.settings.ImageSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** As whom the pod runs, and with which registry credentials. */
record AccessPart(IdentitySettings identity, ImageSettings images, Optional<String> pullSecret) {
  private List<String> pullSecrets() {
    return Stream.concat(images.pullSecrets().stream(), pullSecret.stream()).toList();
  }

  AccessPlan plan() {
    return new AccessPlan(
        identity.serviceAccount(),
        identity.automountToken(),
        images.pullSecretsOfAccount() ? List.of() : pullSecrets());
  }
}
