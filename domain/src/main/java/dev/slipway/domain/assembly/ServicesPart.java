package dev.slipway.domain.assembly;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.JobPayload.JobImage;
import dev.slipway.domain.job.ServiceOutput;
import dev.slipway.domain.overwrite.ResourceOverwrites;
import dev.slipway.domain.pod.NetworkPlan.HostAlias;
import dev.slipway.domain.settings.KubernetesSettings;
import dev.slipway.domain.settings.ServiceSettings;
import dev.slipway.domain.variable.JobVariables;
import dev.slipway.domain.variable.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The services: the runner's, then the job's, each in the order of its declaration. */
record ServicesPart(List<PlannedService> services, List<String> lines) {
  /** Where every service is reached. */
  static final String ADDRESS = "127.0.0.1";

  private static final int PORT_MAX = 65_535;

  static ServicesPart of(ClaimedJob job, JobVariables variables, ImageGate gate)
      throws FailureException {
    KubernetesSettings settings = job.runner().kubernetes();
    List<JobImage> declared = new ArrayList<>();
    settings.services().forEach(service -> declared.add(asJobImage(service)));
    declared.addAll(job.payload().services());
    declared.removeIf(service -> service.name().isEmpty());
    List<List<String>> aliases =
        declared.stream().map(s -> ServiceNames.split(variables.expand(s.alias()))).toList();
    List<String> names = ServiceNames.containers(aliases);
    List<PlannedService> services = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < declared.size(); i++) {
      PlannedService service =
          service(declared.get(i), names.get(i), aliases.get(i), variables, settings, lines);
      gate.check(service.image(), "allowed_services", settings.images().allowed().services());
      services.add(service);
    }
    ServiceClashes.refuse(services, settings.network().hostAliases());
    return new ServicesPart(services, lines);
  }

  private static JobImage asJobImage(ServiceSettings settings) {
    return new JobImage(
        settings.name(),
        settings.alias(),
        settings.command(),
        settings.entrypoint(),
        List.of(),
        settings.environment(),
        List.of(),
        Optional.empty());
  }

  private static PlannedService service(
      JobImage declared,
      String container,
      List<String> aliases,
      JobVariables variables,
      KubernetesSettings settings,
      List<String> lines)
      throws FailureException {
    String image = variables.expand(declared.name());
    for (String alias : aliases) {
      if (!ServiceNames.isHostname(alias)) {
        throw new FailureException(
            new Failure.ConfigRejected(
                "provided host alias %s for service %s is invalid DNS. Use lower-case letters, digits, \"-\" and \".\", beginning and ending with a letter or digit."
                    .formatted(alias, image)));
      }
    }
    JobUser user =
        declared
            .user()
            .map(
                text ->
                    JobUser.of(
                        container,
                        text,
                        variables,
                        settings.security(),
                        settings.security().service(),
                        settings.allowedIds()))
            .orElse(JobUser.NONE);
    return new PlannedService(
        container,
        image,
        aliases,
        declared.entrypoint(),
        declared.command(),
        declared.ports(),
        PullPolicies.effective(container, declared.pullPolicies(), settings.images()),
        user,
        ResourceOverwrites.ofService(
            settings.resources(), settings.overwrites().maxima(), declared.variables(), lines),
        variables.alongside(declared.variables()));
  }

  /** Every service is reached over the pod's own address; those with ports by other means. */
  Optional<HostAlias> hostAlias() {
    List<String> hostnames =
        services.stream()
            .filter(service -> service.ports().isEmpty())
            .flatMap(service -> service.hostnames().stream())
            .distinct()
            .toList();
    return hostnames.isEmpty() ? Optional.empty() : Optional.of(new HostAlias(ADDRESS, hostnames));
  }

  /** What each of them prints. */
  List<ServiceOutput> outputs() {
    return services.stream()
        .map(service -> new ServiceOutput(service.container(), service.title()))
        .toList();
  }

  /** Ports that must be open before the job's first script. */
  List<Integer> healthCheckPorts() throws FailureException {
    List<Integer> ports = new ArrayList<>();
    for (PlannedService service : services) {
      Optional<String> text = service.healthCheckPort();
      if (text.isPresent()) {
        ports.add(port(service, text.get()));
      }
    }
    return ports;
  }

  private static int port(PlannedService service, String text) throws FailureException {
    int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > PORT_MAX) {
      throw new FailureException(
          new Failure.ConfigRejected(
              "HEALTHCHECK_TCP_PORT of service %s is \"%s\", which is no port; write a number from 1 to %d."
                  .formatted(service.image(), text, PORT_MAX)));
    }
    return port;
  }

  /** The variables that a service's container sees. */
  static List<Variable> visible(PlannedService service, JobVariables variables) {
    List<Variable> visible = new ArrayList<>(variables.forPodEnvironment());
    for (Variable own : service.variables()) {
      int at = indexOf(visible, own.key());
      if (at < 0) {
        visible.add(own);
      } else {
        visible.set(at, own);
      }
    }
    return visible;
  }

  private static int indexOf(List<Variable> variables, String key) {
    for (int i = 0; i < variables.size(); i++) {
      if (variables.get(i).key().equals(key)) {
        return i;
      }
    }
    return -1;
  }
}
