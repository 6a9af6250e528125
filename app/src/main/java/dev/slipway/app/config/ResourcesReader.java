package dev.slipway.app.config;

import dev.slipway.domain.settings.AllowedPattern;
import dev.slipway.domain.settings.ContainerResources;
import dev.slipway.domain.settings.OverwriteSettings;
import dev.slipway.domain.settings.PodResources;
import dev.slipway.domain.settings.Quantity;
import dev.slipway.domain.settings.ResourceName;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Resources of containers, and what a job may choose of them and of other things. */
final class ResourcesReader {
  private static final String MAXIMUM = "_overwrite_max_allowed";
  private static final List<ResourceName> OF_CONTAINERS = List.of(ResourceName.values());
  private static final List<ResourceName> OF_POD = List.of(ResourceName.CPU, ResourceName.MEMORY);

  private ResourcesReader() {}

  static PodResources read(Table table) {
    return all(table, "");
  }

  static OverwriteSettings overwrites(Table table) {
    return new OverwriteSettings(
        pattern(table, "namespace"),
        pattern(table, "service_account"),
        table.flag("bearer_token_overwrite_allowed").orElse(false),
        pattern(table, "pod_labels"),
        pattern(table, "pod_annotations"),
        pattern(table, "node_selector"),
        pattern(table, "node_tolerations"),
        all(table, MAXIMUM));
  }

  private static Optional<AllowedPattern> pattern(Table table, String what) {
    return table.parsed(what + "_overwrite_allowed", AllowedPattern::parse);
  }

  private static PodResources all(Table table, String ending) {
    return new PodResources(
        resources(table, "", ending, OF_CONTAINERS),
        resources(table, "helper_", ending, OF_CONTAINERS),
        resources(table, "service_", ending, OF_CONTAINERS),
        resources(table, "pod_", ending, OF_POD));
  }

  private static ContainerResources resources(
      Table table, String scope, String ending, List<ResourceName> names) {
    Map<ResourceName, Quantity> requests = new EnumMap<>(ResourceName.class);
    Map<ResourceName, Quantity> limits = new EnumMap<>(ResourceName.class);
    for (ResourceName resource : names) {
      String key = scope + resource.name().toLowerCase(Locale.ROOT);
      Optional<Quantity> request = table.parsed(key + "_request" + ending, ResourcesReader::amount);
      Optional<Quantity> limit = table.parsed(key + "_limit" + ending, ResourcesReader::amount);
      request.ifPresent(amount -> requests.put(resource, amount));
      limit.ifPresent(amount -> limits.put(resource, amount));
      if (ending.isEmpty()
          && request.isPresent()
          && limit.isPresent()
          && request.get().compareTo(limit.get()) > 0) {
        table.problem(
            key + "_request",
            "%s is more than %s_limit, %s; the cluster refuses such a pod"
                .formatted(request.get(), key, limit.get()));
      }
    }
    return new ContainerResources(requests, limits);
  }

  private static Quantity amount(String text) {
    Quantity quantity = Quantity.parse(text);
    if (quantity.amount().signum() < 0) {
      throw new IllegalArgumentException("\"%s\" is negative; write 0 or more".formatted(text));
    }
    return quantity;
  }
}
