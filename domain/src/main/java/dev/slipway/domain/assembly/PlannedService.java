package dev.slipway.domain.assembly;

import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.settings.ContainerResources;
import dev.slipway.domain.variable.Variable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A service of the job, its variables expanded.
 *
 * @param container its container's name
 * @param image never empty
 * @param aliases as declared, in order
 * @param policies to be tried in turn; empty for the cluster's default
 * @param user what the job wishes for it
 * @param resources the runner's, changed by its own variables
 * @param variables its own
 */
record PlannedService(
    String container,
    String image,
    List<String> aliases,
    List<String> entrypoint,
    List<String> command,
    List<Integer> ports,
    List<PullPolicy> policies,
    JobUser user,
    ContainerResources resources,
    List<Variable> variables) {
  PlannedService {
    aliases = List.copyOf(aliases);
    entrypoint = List.copyOf(entrypoint);
    command = List.copyOf(command);
    ports = List.copyOf(ports);
    policies = List.copyOf(policies);
    variables = List.copyOf(variables);
  }

  /** The port that must be open before the job's first script, if the service names one. */
  Optional<String> healthCheckPort() {
    return variables.stream()
        .filter(variable -> variable.key().equals("HEALTHCHECK_TCP_PORT"))
        .map(Variable::value)
        .filter(port -> !port.isEmpty())
        .reduce((_, last) -> last);
  }

  /** How the log calls it: its image without tag and digest, then its aliases. */
  String title() {
    return Stream.concat(Stream.of(ServiceNames.withoutTag(image)), aliases.stream())
        .collect(Collectors.joining("-"));
  }

  /** Its host names: those made from its image, then the declared ones. */
  List<String> hostnames() {
    return Stream.concat(ServiceNames.ofImage(image).stream(), aliases.stream())
        .distinct()
        .toList();
  }
}
