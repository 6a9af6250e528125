package dev.slipway.adapter.fabric8.mapping;

import dev.slipway.domain.pod.NetworkPlan;
import io.fabric8.kubernetes.api.model.HostAlias;
import io.fabric8.kubernetes.api.model.HostAliasBuilder;
import io.fabric8.kubernetes.api.model.PodDNSConfig;
import io.fabric8.kubernetes.api.model.PodDNSConfigBuilder;
import io.fabric8.kubernetes.api.model.PodDNSConfigOptionBuilder;
import org.jspecify.annotations.Nullable;

/** Resolver and hosts file. */
final class NetworkMapping {
  private NetworkMapping() {}

  static HostAlias toAlias(NetworkPlan.HostAlias plan) {
    return new HostAliasBuilder().withIp(plan.ip()).withHostnames(plan.hostnames()).build();
  }

  /** Null where nothing is said. */
  static @Nullable PodDNSConfig toDns(NetworkPlan.DnsPlan plan) {
    if (plan.equals(NetworkPlan.DnsPlan.NONE)) {
      return null;
    }
    return new PodDNSConfigBuilder()
        .withNameservers(plan.nameservers())
        .withSearches(plan.searches())
        .withOptions(
            plan.options().stream()
                .map(
                    option ->
                        new PodDNSConfigOptionBuilder()
                            .withName(option.name())
                            .withValue(option.value().orElse(null))
                            .build())
                .toList())
        .build();
  }
}
