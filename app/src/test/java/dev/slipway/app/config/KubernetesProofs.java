package dev.slipway.app.config;

import static dev.slipway.app.config.KeyProof.proveKubernetes;

import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.settings.AllowedPattern;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.domain.settings.ContainerResources;
import dev.slipway.domain.settings.KubernetesSettings;
import dev.slipway.domain.settings.OverwriteSettings;
import dev.slipway.domain.settings.PodResources;
import dev.slipway.domain.settings.Quantity;
import dev.slipway.domain.settings.ResourceName;
import dev.slipway.domain.settings.SecretText;
import dev.slipway.domain.settings.ServiceSettings;
import dev.slipway.domain.variable.Variable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The proofs of {@code [runners.kubernetes]}. */
final class KubernetesProofs {
  private KubernetesProofs() {}

  static List<KeyProof> all() {
    return Stream.of(
            connection(),
            images(),
            pods(),
            metadata(),
            timers(),
            resources(),
            services(),
            choices())
        .flatMap(List::stream)
        .toList();
  }

  private static List<KeyProof> connection() {
    return List.of(
        proveKubernetes("client", k -> k.client())
            .from("\"official\"")
            .to(ClusterClient.OFFICIAL)
            .defaultsTo(ClusterClient.FABRIC8),
        proveKubernetes("print_pod_warning_events", k -> k.podWarningEvents())
            .from("false")
            .to(false)
            .defaultsTo(true),
        proveKubernetes("host", k -> k.connection().host())
            .from("\"https://10.0.0.1:6443\"")
            .to(Optional.of(URI.create("https://10.0.0.1:6443")))
            .defaultsTo(Optional.empty()),
        proveKubernetes("context", k -> k.connection().context())
            .from("\"prod\"")
            .to(Optional.of("prod"))
            .defaultsTo(Optional.empty()),
        proveKubernetes("cert_file", k -> k.connection().tls().cert())
            .from("\"/c\"\nkey_file = \"/k\"\nca_file = \"/a\"")
            .to(Optional.of(Path.of("/c")))
            .defaultsTo(Optional.empty()),
        proveKubernetes("key_file", k -> k.connection().tls().key())
            .from("\"/k\"\ncert_file = \"/c\"\nca_file = \"/a\"")
            .to(Optional.of(Path.of("/k")))
            .defaultsTo(Optional.empty()),
        proveKubernetes("ca_file", k -> k.connection().tls().ca())
            .from("\"k8s/ca.crt\"")
            .to(Optional.of(Path.of("/etc/here/k8s/ca.crt")))
            .defaultsTo(Optional.empty()),
        proveKubernetes("bearer_token", k -> k.connection().bearerToken())
            .from("\"abc\"")
            .to(Optional.of(new SecretText("abc")))
            .defaultsTo(Optional.empty()));
  }

  private static List<KeyProof> images() {
    return List.of(
        proveKubernetes("image", k -> k.images().image())
            .from("\"alpine:$TAG\"")
            .to(Optional.of("alpine:$TAG"))
            .defaultsTo(Optional.empty()),
        proveKubernetes("helper_image", k -> k.images().helper().image())
            .from("\"helper:1\"")
            .to(Optional.of("helper:1"))
            .defaultsTo(Optional.empty()),
        proveKubernetes("pull_policy", k -> k.images().pullPolicies())
            .from("[\"always\", \"if-not-present\", \"never\"]")
            .to(List.of(PullPolicy.ALWAYS, PullPolicy.IF_NOT_PRESENT, PullPolicy.NEVER))
            .defaultsTo(List.of()),
        proveKubernetes("helper_image_flavor", k -> k.images().helper().flavor())
            .from("\"ubuntu\"")
            .to("ubuntu")
            .defaultsTo("alpine"),
        proveKubernetes(
                "helper_image_autoset_arch_and_os", k -> k.images().helper().ofRunnersPlatform())
            .from("true")
            .to(true)
            .defaultsTo(false),
        proveKubernetes("allowed_pull_policies", k -> k.images().allowedPullPolicies())
            .from("[\"always\"]\npull_policy = \"always\"")
            .to(List.of(PullPolicy.ALWAYS))
            .defaultsTo(List.of()),
        proveKubernetes(
                "use_service_account_image_pull_secrets", k -> k.images().pullSecretsOfAccount())
            .from("true")
            .to(true)
            .defaultsTo(false),
        proveKubernetes("image_pull_secrets", k -> k.images().pullSecrets())
            .from("[\"a\", \"b\"]")
            .to(List.of("a", "b"))
            .defaultsTo(List.of()));
  }

  private static List<KeyProof> pods() {
    return List.of(
        proveKubernetes("namespace", k -> k.identity().namespace())
            .from("\"ci\"")
            .to("ci")
            .defaultsTo("default"),
        proveKubernetes("service_account", k -> k.identity().serviceAccount())
            .from("\"ci\"")
            .to(Optional.of("ci"))
            .defaultsTo(Optional.empty()),
        proveKubernetes("automount_service_account_token", k -> k.identity().automountToken())
            .from("false")
            .to(Optional.of(false))
            .defaultsTo(Optional.empty()),
        proveKubernetes("logs_base_dir", k -> k.directories().logsBase())
            .from("\"/tmp/\"")
            .to("/tmp/")
            .defaultsTo(""),
        proveKubernetes("scripts_base_dir", k -> k.directories().scriptsBase())
            .from("\"/tmp\"")
            .to("/tmp")
            .defaultsTo(""),
        proveKubernetes("terminationGracePeriodSeconds", k -> k.timers().podTerminationGrace())
            .from("5\npod_termination_grace_period_seconds = 7")
            .to(Optional.of(Duration.ofSeconds(5)))
            .defaultsTo(Optional.empty()));
  }

  private static List<KeyProof> metadata() {
    return List.of(
        proveKubernetes("node_selector", k -> k.scheduling().nodeSelector())
            .from("{ \"kubernetes.io/arch\" = \"arm64\", Zone = \"b\" }")
            .to(Map.of("kubernetes.io/arch", "arm64", "Zone", "b"))
            .defaultsTo(Map.of()),
        proveKubernetes("pod_labels", k -> k.metadata().labels())
            .from("{ team = \"$GITLAB_USER_LOGIN\" }")
            .to(Map.of("team", "$GITLAB_USER_LOGIN"))
            .defaultsTo(Map.of()),
        proveKubernetes("pod_annotations", k -> k.metadata().annotations())
            .from("{ \"example.com/a\" = \"b\" }")
            .to(Map.of("example.com/a", "b"))
            .defaultsTo(Map.of()),
        proveKubernetes("cap_add", k -> k.security().capabilities().add())
            .from("[\"SYS_TIME\"]")
            .to(List.of("SYS_TIME"))
            .defaultsTo(List.of()),
        proveKubernetes("cap_drop", k -> k.security().capabilities().drop())
            .from("[\"SYS_ADMIN\"]")
            .to(List.of("SYS_ADMIN"))
            .defaultsTo(List.of()));
  }

  private static List<KeyProof> timers() {
    return List.of(
        proveKubernetes("poll_interval", k -> k.timers().pollInterval())
            .from("5")
            .to(Duration.ofSeconds(5))
            .defaultsTo(Duration.ofSeconds(3)),
        proveKubernetes("poll_timeout", k -> k.timers().pollTimeout())
            .from("3600")
            .to(Duration.ofHours(1))
            .defaultsTo(Duration.ofMinutes(3)),
        proveKubernetes(
                "pod_termination_grace_period_seconds", k -> k.timers().podTerminationGrace())
            .from("0")
            .to(Optional.of(Duration.ZERO))
            .defaultsTo(Optional.empty()),
        proveKubernetes("cleanup_grace_period_seconds", k -> k.timers().cleanupGrace())
            .from("0")
            .to(Optional.of(Duration.ZERO))
            .defaultsTo(Optional.empty()),
        proveKubernetes("cleanup_resources_timeout", k -> k.timers().cleanupResourcesTimeout())
            .from("\"90s\"")
            .to(Duration.ofSeconds(90))
            .defaultsTo(Duration.ofMinutes(5)));
  }

  private static List<KeyProof> choices() {
    List<KeyProof> proofs = new ArrayList<>();
    Map<String, Function<OverwriteSettings, Object>> rules =
        Map.of(
            "namespace", OverwriteSettings::namespace,
            "service_account", OverwriteSettings::serviceAccount,
            "pod_labels", OverwriteSettings::podLabels,
            "pod_annotations", OverwriteSettings::podAnnotations,
            "node_selector", OverwriteSettings::nodeSelector,
            "node_tolerations", OverwriteSettings::nodeTolerations);
    rules.forEach(
        (what, rule) ->
            proofs.add(
                proveKubernetes(what + "_overwrite_allowed", k -> rule.apply(k.overwrites()))
                    .from("\"ci-.*\"")
                    .to(Optional.of(new AllowedPattern("ci-.*")))
                    .defaultsTo(Optional.empty())));
    proofs.add(
        proveKubernetes("bearer_token_overwrite_allowed", k -> k.overwrites().bearerToken())
            .from("true")
            .to(true)
            .defaultsTo(false));
    for (String key : List.of("allowed_images", "allowed_services")) {
      proofs.add(
          proveKubernetes(
                  key,
                  k ->
                      key.equals("allowed_images")
                          ? k.images().allowed().images()
                          : k.images().allowed().services())
              .from("[\"ruby:*\", \"my.registry/**/*:*\"]")
              .to(List.of("ruby:*", "my.registry/**/*:*"))
              .defaultsTo(List.of()));
    }
    return proofs;
  }

  private static List<KeyProof> services() {
    return List.of(
        service("name", ServiceSettings::name)
            .beside("")
            .from("\"postgres:$TAG\"")
            .to("postgres:$TAG")
            .required(),
        service("alias", ServiceSettings::alias).from("\"db pg\"").to("db pg").defaultsTo(""),
        service("command", ServiceSettings::command)
            .from("[\"a\", \"b\"]")
            .to(List.of("a", "b"))
            .defaultsTo(List.of()),
        service("entrypoint", ServiceSettings::entrypoint)
            .from("[\"a\"]")
            .to(List.of("a"))
            .defaultsTo(List.of()),
        service("environment", ServiceSettings::environment)
            .from("[\"A=1\"]")
            .to(List.of(Variable.internal("A", "1")))
            .defaultsTo(List.of()));
  }

  private static KeyProof.Start service(String key, Function<ServiceSettings, Object> part) {
    return proveKubernetes("services." + key, k -> part.apply(k.services().getFirst()))
        .beside("name = \"redis\"");
  }

  private static List<KeyProof> resources() {
    List<KeyProof> proofs = new ArrayList<>();
    for (ResourceName name : ResourceName.values()) {
      String key = name.name().toLowerCase(Locale.ROOT);
      both(proofs, key, PodResources::build);
      both(proofs, "helper_" + key, PodResources::helper);
      both(proofs, "service_" + key, PodResources::service);
      if (name != ResourceName.EPHEMERAL_STORAGE) {
        both(proofs, "pod_" + key, PodResources::pod);
      }
    }
    return proofs;
  }

  private static void both(
      List<KeyProof> proofs, String key, Function<PodResources, ContainerResources> container) {
    Function<KubernetesSettings, PodResources> own = KubernetesSettings::resources;
    Function<KubernetesSettings, PodResources> most = k -> k.overwrites().maxima();
    proofs.add(resource(key + "_request", own, container, ContainerResources::requests));
    proofs.add(resource(key + "_limit", own, container, ContainerResources::limits));
    String maximum = "_overwrite_max_allowed";
    proofs.add(resource(key + "_request" + maximum, most, container, ContainerResources::requests));
    proofs.add(resource(key + "_limit" + maximum, most, container, ContainerResources::limits));
  }

  private static KeyProof resource(
      String key,
      Function<KubernetesSettings, PodResources> resources,
      Function<PodResources, ContainerResources> container,
      Function<ContainerResources, Map<ResourceName, Quantity>> kind) {
    ResourceName name =
        key.contains("cpu")
            ? ResourceName.CPU
            : key.contains("memory") ? ResourceName.MEMORY : ResourceName.EPHEMERAL_STORAGE;
    return proveKubernetes(key, k -> kind.apply(container.apply(resources.apply(k))))
        .from("\"0\"")
        .to(Map.of(name, Quantity.parse("0")))
        .defaultsTo(Map.of());
  }
}
