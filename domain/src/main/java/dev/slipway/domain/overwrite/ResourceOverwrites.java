package dev.slipway.domain.overwrite;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.settings.ContainerResources;
import dev.slipway.domain.settings.PodResources;
import dev.slipway.domain.settings.Quantity;
import dev.slipway.domain.settings.ResourceName;
import dev.slipway.domain.variable.JobVariables;
import dev.slipway.domain.variable.Variable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The part of {@link Overwrites} that is about CPU, memory and storage. */
public final class ResourceOverwrites {
  private final PodResources own;
  private final PodResources maxima;
  private final Function<String, Optional<String>> variables;
  private final List<String> lines;
  private final String refusal;

  ResourceOverwrites(
      PodResources own, PodResources maxima, JobVariables variables, List<String> lines) {
    this(own, maxima, variables::get, lines, "couldn't prepare overwrites: ");
  }

  private ResourceOverwrites(
      PodResources own,
      PodResources maxima,
      Function<String, Optional<String>> variables,
      List<String> lines,
      String refusal) {
    this.own = own;
    this.maxima = maxima;
    this.variables = variables;
    this.lines = lines;
    this.refusal = refusal;
  }

  /**
   * The resources of one service, which its own variables may change.
   *
   * @param lines what the log says is added here
   */
  public static ContainerResources ofService(
      PodResources own, PodResources maxima, List<Variable> ofService, List<String> lines)
      throws FailureException {
    Function<String, Optional<String>> variables =
        key ->
            ofService.stream()
                .filter(variable -> variable.key().equals(key))
                .map(Variable::value)
                .reduce((_, last) -> last);
    return new ResourceOverwrites(
            own, maxima, variables, lines, "couldn't prepare explicit service overwrites: ")
        .container("Service", own.service(), maxima.service());
  }

  PodResources chosen() throws FailureException {
    ContainerResources build = container("", own.build(), maxima.build());
    ContainerResources service = container("Service", own.service(), maxima.service());
    ContainerResources helper = container("Helper", own.helper(), maxima.helper());
    return new PodResources(build, helper, service, container("Pod", own.pod(), maxima.pod()));
  }

  private ContainerResources container(String scope, ContainerResources of, ContainerResources most)
      throws FailureException {
    return new ContainerResources(
        kind(scope, "Request", of.requests(), most.requests()),
        kind(scope, "Limit", of.limits(), most.limits()));
  }

  private Map<ResourceName, Quantity> kind(
      String scope, String kind, Map<ResourceName, Quantity> of, Map<ResourceName, Quantity> most)
      throws FailureException {
    Map<ResourceName, Quantity> chosen = new EnumMap<>(ResourceName.class);
    chosen.putAll(of);
    for (Map.Entry<ResourceName, Quantity> rule : most.entrySet()) {
      String prefix = scope.isEmpty() ? "" : scope.toUpperCase(java.util.Locale.ROOT) + "_";
      String key =
          "KUBERNETES_%s%s_%s"
              .formatted(prefix, rule.getKey().name(), kind.toUpperCase(java.util.Locale.ROOT));
      Optional<String> wish = variables.apply(key).filter(text -> !text.isEmpty());
      if (wish.isPresent()) {
        String field = scope + camel(rule.getKey()) + kind;
        chosen.put(rule.getKey(), checked(field, wish.get(), rule.getValue(), scope, kind));
        lines.add("\"%s\" overwritten with \"%s\"".formatted(field, wish.get()));
      }
    }
    return chosen;
  }

  private Quantity checked(String field, String wish, Quantity most, String scope, String kind)
      throws FailureException {
    Quantity quantity;
    try {
      quantity = Quantity.parse(wish);
    } catch (IllegalArgumentException e) {
      throw refused(scope, kind, "parsing resource limit: " + e.getMessage());
    }
    if (quantity.compareTo(most) > 0) {
      throw refused(
          scope,
          kind,
          "the resource \"%s\" requested \"%s\" is higher than limit allowed \"%s\""
              .formatted(field, wish, most));
    }
    return quantity;
  }

  private FailureException refused(String scope, String kind, String text) {
    String whose =
        switch (scope) {
          case "" -> "build";
          case "Pod" -> "Pod";
          default -> scope.toLowerCase(java.util.Locale.ROOT);
        };
    return new FailureException(
        new Failure.ConfigRejected(
            "%sinvalid %s %ss specified: %s"
                .formatted(refusal, whose, kind.toLowerCase(java.util.Locale.ROOT), text)));
  }

  private static String camel(ResourceName name) {
    return switch (name) {
      case CPU -> "CPU";
      case MEMORY -> "Memory";
      case EPHEMERAL_STORAGE -> "EphemeralStorage";
    };
  }
}
