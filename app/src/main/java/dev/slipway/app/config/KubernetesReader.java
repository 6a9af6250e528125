package dev.slipway.app.config;

import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.settings.CapabilitySettings;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.domain.settings.ConnectionSettings;
import dev.slipway.domain.settings.ContainerResources;
import dev.slipway.domain.settings.IdentitySettings;
import dev.slipway.domain.settings.ImageSettings;
import dev.slipway.domain.settings.KubernetesSettings;
import dev.slipway.domain.settings.PodResources;
import dev.slipway.domain.settings.Quantity;
import dev.slipway.domain.settings.ResourceName;
import dev.slipway.domain.settings.TimerSettings;
import dev.slipway.domain.settings.TlsFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code [runners.kubernetes]}. */
final class KubernetesReader {
  private static final Map<String, ClusterClient> CLIENTS =
      Map.of("fabric8", ClusterClient.FABRIC8, "official", ClusterClient.OFFICIAL);
  private static final Map<String, PullPolicy> PULL_POLICIES =
      Map.of(
          "always", PullPolicy.ALWAYS,
          "if-not-present", PullPolicy.IF_NOT_PRESENT,
          "never", PullPolicy.NEVER);

  /** A namespace's name: RFC 1123 label. */
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private static final String CAPABILITY_PREFIX = "CAP_";

  private final Path workingDirectory;

  KubernetesReader(Path workingDirectory) {
    this.workingDirectory = workingDirectory;
  }

  KubernetesSettings read(Table table) {
    return new KubernetesSettings(
        table.choice("client", CLIENTS).orElse(KubernetesSettings.DEFAULTS.client()),
        connection(table),
        images(table),
        identity(table),
        timers(table),
        new PodResources(resources(table, ""), resources(table, "helper_")),
        texts(table, "node_selector"),
        texts(table, "pod_labels"),
        texts(table, "pod_annotations"),
        new CapabilitySettings(capabilities(table, "cap_add"), capabilities(table, "cap_drop")),
        VolumesReader.read(table.table("volumes")));
  }

  private ConnectionSettings connection(Table table) {
    Optional<Path> cert = table.parsed("cert_file", workingDirectory::resolve);
    Optional<Path> key = table.parsed("key_file", workingDirectory::resolve);
    Optional<Path> ca = table.parsed("ca_file", workingDirectory::resolve);
    if (cert.isPresent() != key.isPresent() || (cert.isPresent() && ca.isEmpty())) {
      table.problem(
          cert.isPresent() ? "cert_file" : "key_file",
          "ca file, cert file and key file must be specified when using file based auth; set ca_file, cert_file and key_file");
    }
    return new ConnectionSettings(
        table.parsed("host", WebAddress::parse),
        table.text("context"),
        new TlsFiles(ca, cert, key),
        table.secret("bearer_token"));
  }

  private static ImageSettings images(Table table) {
    List<PullPolicy> policies = new ArrayList<>();
    List<String> words = table.textOrTexts("pull_policy");
    for (int i = 0; i < words.size(); i++) {
      try {
        policies.add(Table.chosen(words.get(i), PULL_POLICIES));
      } catch (IllegalArgumentException e) {
        table.entryProblem("pull_policy", i, "unsupported pull policy: " + e.getMessage());
      }
    }
    return new ImageSettings(
        table.text("image"),
        table.text("helper_image"),
        policies,
        table.texts("image_pull_secrets"));
  }

  private static IdentitySettings identity(Table table) {
    Optional<String> namespace = table.parsed("namespace", KubernetesReader::namespace);
    if (namespace.isEmpty()) {
      table.warning("namespace", "Namespace is empty, therefore assuming 'default'.");
    }
    return new IdentitySettings(
        namespace.orElse(IdentitySettings.DEFAULTS.namespace()), table.text("service_account"));
  }

  private static String namespace(String text) {
    if (!NAMESPACE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no name of a namespace: up to 63 lower-case letters, digits and \"-\", neither first nor last"
              .formatted(text));
    }
    return text;
  }

  private static TimerSettings timers(Table table) {
    TimerSettings defaults = TimerSettings.DEFAULTS;
    return new TimerSettings(
        GlobalReader.positive(table.seconds("poll_interval"), defaults.pollInterval()),
        GlobalReader.positive(table.seconds("poll_timeout"), defaults.pollTimeout()),
        table.seconds("pod_termination_grace_period_seconds"),
        table.seconds("cleanup_grace_period_seconds"),
        GlobalReader.positive(
            table.duration("cleanup_resources_timeout"), defaults.cleanupResourcesTimeout()));
  }

  private static ContainerResources resources(Table table, String scope) {
    Map<ResourceName, Quantity> requests = new EnumMap<>(ResourceName.class);
    Map<ResourceName, Quantity> limits = new EnumMap<>(ResourceName.class);
    for (ResourceName resource : ResourceName.values()) {
      String key = scope + resource.name().toLowerCase(Locale.ROOT);
      Optional<Quantity> request = table.parsed(key + "_request", KubernetesReader::amount);
      Optional<Quantity> limit = table.parsed(key + "_limit", KubernetesReader::amount);
      request.ifPresent(amount -> requests.put(resource, amount));
      limit.ifPresent(amount -> limits.put(resource, amount));
      if (request.isPresent() && limit.isPresent() && request.get().compareTo(limit.get()) > 0) {
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

  private static Map<String, String> texts(Table table, String name) {
    return table.map(name, String.class, "a text in quotes");
  }

  private static List<String> capabilities(Table table, String name) {
    List<String> capabilities = table.texts(name);
    for (int i = 0; i < capabilities.size(); i++) {
      String capability = capabilities.get(i);
      if (capability.regionMatches(true, 0, CAPABILITY_PREFIX, 0, CAPABILITY_PREFIX.length())) {
        table.entryProblem(
            name,
            i,
            "\"%s\": Kubernetes wants the name without CAP_; write \"%s\""
                .formatted(capability, capability.substring(CAPABILITY_PREFIX.length())));
      }
    }
    return capabilities;
  }
}
