package dev.slipway.adapter.official.mapping;

import dev.slipway.domain.pod.NetworkPlan;
import io.kubernetes.client.openapi.models.V1HostAlias;
import io.kubernetes.client.openapi.models.V1PodDNSConfig;
import io.kubernetes.client.openapi.models.V1PodDNSConfigOption;
import org.jspecify.annotations.Nullable;

/** Resolver and hosts file. */
final class NetworkMapping {
  private NetworkMapping() {}

  static V1HostAlias toAlias(NetworkPlan.HostAlias plan) {
    return new V1HostAlias().ip(plan.ip()).hostnames(plan.hostnames());
  }

  /** Null where nothing is said. */
  static @Nullable V1PodDNSConfig toDns(NetworkPlan.DnsPlan plan) {
    if (plan.equals(NetworkPlan.DnsPlan.NONE)) {
      return null;
    }
    return new V1PodDNSConfig()
        .nameservers(plan.nameservers())
        .searches(plan.searches())
        .options(
            plan.options().stream()
                .map(
                    option ->
                        new V1PodDNSConfigOption()
                            .name(option.name())
                            .value(option.value().orElse(null)))
                .toList());
  }
}
