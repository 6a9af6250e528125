package dev.slipway.app.config;

import dev.slipway.domain.pod.PodMetadata;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.domain.settings.ConnectionSettings;
import dev.slipway.domain.settings.DirectorySettings;
import dev.slipway.domain.settings.IdentitySettings;
import dev.slipway.domain.settings.KubernetesSettings;
import dev.slipway.domain.settings.ServiceSettings;
import dev.slipway.domain.settings.TimerSettings;
import dev.slipway.domain.settings.TlsFiles;
import dev.slipway.domain.variable.Variable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code [runners.kubernetes]}. */
final class KubernetesReader {
  private static final Map<String, ClusterClient> CLIENTS =
      Map.of("fabric8", ClusterClient.FABRIC8, "official", ClusterClient.OFFICIAL);

  /** A namespace's name: RFC 1123 label. */
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  /** Paths that need no quoting anywhere in a script. */
  private static final Pattern DIRECTORY = Pattern.compile("/[A-Za-z0-9._/-]*");

  private final Path workingDirectory;

  KubernetesReader(Path workingDirectory) {
    this.workingDirectory = workingDirectory;
  }

  KubernetesSettings read(Table table) {
    return new KubernetesSettings(
        table.choice("client", CLIENTS).orElse(KubernetesSettings.DEFAULTS.client()),
        connection(table),
        ImagesReader.read(table),
        identity(table),
        timers(table),
        ResourcesReader.read(table),
        SchedulingReader.read(table),
        NetworkReader.read(table),
        new PodMetadata(texts(table, "pod_labels"), texts(table, "pod_annotations")),
        SecurityReader.read(table),
        SecurityReader.allowedIds(table),
        LifecycleReader.read(table.table("container_lifecycle")),
        new DirectorySettings(
            directory(table, "logs_base_dir"), directory(table, "scripts_base_dir")),
        VolumesReader.read(table.table("volumes")),
        services(table),
        ResourcesReader.overwrites(table),
        table.flag("print_pod_warning_events").orElse(true),
        new CareReader(workingDirectory).read(table));
  }

  private static List<ServiceSettings> services(Table table) {
    List<ServiceSettings> services = new ArrayList<>();
    for (Table entry : table.tables("services")) {
      List<String> command = entry.texts("command");
      List<String> entrypoint = entry.texts("entrypoint");
      List<Variable> environment = RunnerReader.environment(entry);
      String alias = entry.text("alias").orElse("");
      entry
          .required("name", "write the service's image or remove the entry", text -> text)
          .ifPresent(
              name ->
                  services.add(new ServiceSettings(name, alias, command, entrypoint, environment)));
    }
    return services;
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

  private static IdentitySettings identity(Table table) {
    Optional<String> namespace = table.parsed("namespace", KubernetesReader::namespace);
    if (namespace.isEmpty()) {
      table.warning("namespace", "Namespace is empty, therefore assuming 'default'.");
    }
    return new IdentitySettings(
        namespace.orElse(IdentitySettings.DEFAULTS.namespace()),
        table.text("service_account"),
        table.flag("automount_service_account_token"),
        table.flag("namespace_per_job").orElse(false));
  }

  private static String directory(Table table, String name) {
    return table
        .parsed(
            name,
            text -> {
              if (!DIRECTORY.matcher(text).matches()) {
                throw new IllegalArgumentException(
                    "\"%s\" must be an absolute path of letters, digits, \".\", \"_\" and \"-\""
                        .formatted(text));
              }
              return text;
            })
        .orElse("");
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
    Optional<Duration> both = table.seconds("terminationGracePeriodSeconds");
    Optional<Duration> pod = table.seconds("pod_termination_grace_period_seconds");
    Optional<Duration> cleanup = table.seconds("cleanup_grace_period_seconds");
    if (both.isPresent()) {
      table.warning(
          "terminationGracePeriodSeconds",
          "terminationGracePeriodSeconds is deprecated and wins over the keys that replace it: pod_termination_grace_period_seconds and cleanup_grace_period_seconds");
    }
    return new TimerSettings(
        GlobalReader.positive(table.seconds("poll_interval"), defaults.pollInterval()),
        GlobalReader.positive(table.seconds("poll_timeout"), defaults.pollTimeout()),
        both.or(() -> pod),
        both.or(() -> cleanup),
        GlobalReader.positive(
            table.duration("cleanup_resources_timeout"), defaults.cleanupResourcesTimeout()));
  }

  private static Map<String, String> texts(Table table, String name) {
    return table.map(name, String.class, "a text in quotes");
  }
}
