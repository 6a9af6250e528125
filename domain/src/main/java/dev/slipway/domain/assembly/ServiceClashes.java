package dev.slipway.domain.assembly;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.pod.NetworkPlan.HostAlias;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names that lead to more than one thing. */
final class ServiceClashes {
  private ServiceClashes() {}

  /**
   * Refuses an alias that the runner's {@code host_aliases} give to another address: which of the
   * two a program reaches depends on its resolver.
   */
  static void refuse(List<PlannedService> services, List<HostAlias> others)
      throws FailureException {
    for (PlannedService service : services) {
      for (HostAlias other : others) {
        for (String alias : service.aliases()) {
          if (other.hostnames().contains(alias) && !other.ip().equals(ServicesPart.ADDRESS)) {
            throw new FailureException(
                new Failure.ConfigRejected(
                    "\"%s\" is the alias of service %s, and host_aliases of the runner give that name to %s: a program could reach either. Choose another alias, or remove the name from host_aliases."
                        .formatted(alias, service.image(), other.ip())));
          }
        }
      }
    }
  }

  /** A sentence for each alias that several services have: all of them are reached in the pod. */
  static List<String> warnings(List<PlannedService> services) {
    Map<String, List<String>> byAlias = new LinkedHashMap<>();
    for (PlannedService service : services) {
      service.aliases().stream()
          .distinct()
          .forEach(
              alias -> byAlias.computeIfAbsent(alias, a -> new ArrayList<>()).add(service.image()));
    }
    return byAlias.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(
            entry ->
                "services %s have the same alias \"%s\": the name leads to whichever of them listens on the port that is asked"
                    .formatted(String.join(" and ", entry.getValue()), entry.getKey()))
        .toList();
  }
}
