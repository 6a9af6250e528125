package dev.slipway.app.config;

import static dev.slipway.app.config.KeyProof.proveKubernetes;
import static dev.slipway.app.config.KeyProof.proveMapping;
import static dev.slipway.app.config.KeyProof.proveRunner;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.domain.settings.ContainerResources;
import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.domain.settings.ListenAddress;
import dev.slipway.domain.settings.LogFormat;
import dev.slipway.domain.settings.LogLevel;
import dev.slipway.domain.settings.PodResources;
import dev.slipway.domain.settings.Quantity;
import dev.slipway.domain.settings.ResourceName;
import dev.slipway.domain.settings.SecretText;
import dev.slipway.domain.settings.Shell;
import dev.slipway.domain.variable.Variable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyProofTest {
  /** Without them nothing is read at all: {@link ConfigReaderTest} and {@link StrictnessTest}. */
  private static final Set<String> REQUIRED =
      Set.of("runners.url", "runners.token", "runners.executor");

  @ParameterizedTest
  @DisplayName("a key has its default, its value and no case")
  @MethodSource("proofs")
  void proved(KeyProof proof) {
    proof.check();
  }

  @Test
  @DisplayName("every honoured key is proved, and nothing else")
  void complete() {
    Set<String> proved = proofs().map(KeyProof::path).collect(Collectors.toSet());
    proved.addAll(REQUIRED);
    Set<String> honoured =
        KeyCatalog.load().keys().stream()
            .filter(key -> key.status() == KeyStatus.HONOURED && !key.isTable())
            .map(CatalogKey::path)
            .collect(Collectors.toSet());
    assertThat(proved).isEqualTo(honoured);
  }

  static Stream<KeyProof> proofs() {
    return Stream.of(globals(), polling(), jobs(), connection(), pods(), resources())
        .flatMap(List::stream);
  }

  private static List<KeyProof> globals() {
    return List.of(
        proveMapping("concurrent", GlobalSettings::concurrent).from("4").to(4).defaultsTo(1),
        proveMapping("check_interval", GlobalSettings::checkInterval)
            .from("30")
            .to(Duration.ofSeconds(30))
            .defaultsTo(Duration.ofSeconds(3)),
        proveMapping("log_level", GlobalSettings::logLevel)
            .from("\"warning\"")
            .to(LogLevel.WARN)
            .defaultsTo(LogLevel.INFO),
        proveMapping("log_format", GlobalSettings::logFormat)
            .from("\"json\"")
            .to(LogFormat.JSON)
            .defaultsTo(LogFormat.RUNNER),
        proveMapping("listen_address", GlobalSettings::listenAddress)
            .from("\":1234\"")
            .to(Optional.of(new ListenAddress("", 1234)))
            .defaultsTo(Optional.empty()),
        proveMapping("shutdown_timeout", GlobalSettings::shutdownTimeout)
            .from("60")
            .to(Duration.ofMinutes(1))
            .defaultsTo(Duration.ofSeconds(30)),
        proveMapping("connection_max_age", GlobalSettings::connectionMaxAge)
            .from("\"1h\"")
            .to(Duration.ofHours(1))
            .defaultsTo(Duration.ofMinutes(15)));
  }

  private static List<KeyProof> polling() {
    return List.of(
        proveRunner("name", r -> r.name()).from("\"one\"").to("one").defaultsTo(""),
        proveRunner("tls-ca-file", r -> r.gitlab().tls().ca())
            .from("\"ca.pem\"")
            .to(Optional.of(Path.of("/etc/here/ca.pem")))
            .defaultsTo(Optional.empty()),
        proveRunner("tls-cert-file", r -> r.gitlab().tls().cert())
            .from("\"/c.pem\"\ntls-key-file = \"/k.pem\"")
            .to(Optional.of(Path.of("/c.pem")))
            .defaultsTo(Optional.empty()),
        proveRunner("tls-key-file", r -> r.gitlab().tls().key())
            .from("\"/k.pem\"\ntls-cert-file = \"/c.pem\"")
            .to(Optional.of(Path.of("/k.pem")))
            .defaultsTo(Optional.empty()),
        proveRunner("limit", r -> r.polling().limit()).from("7").to(7).defaultsTo(0),
        proveRunner("request_concurrency", r -> r.polling().requestConcurrency())
            .from("5")
            .to(5)
            .defaultsTo(1),
        proveRunner("strict_check_interval", r -> r.polling().strictCheckInterval())
            .from("true")
            .to(true)
            .defaultsTo(false),
        proveRunner("unhealthy_requests_limit", r -> r.polling().unhealthyRequestsLimit())
            .from("9")
            .to(9)
            .defaultsTo(3),
        proveRunner("unhealthy_interval", r -> r.polling().unhealthyInterval())
            .from("\"2m\"")
            .to(Duration.ofMinutes(2))
            .defaultsTo(Duration.ofHours(1)),
        proveRunner("output_limit", r -> r.reporting().outputLimitKib())
            .from("100")
            .to(100)
            .defaultsTo(4096),
        proveRunner(
                "job_status_final_update_retry_limit", r -> r.reporting().finalUpdateRetryLimit())
            .from("2")
            .to(2)
            .defaultsTo(10),
        proveRunner("debug_trace_disabled", r -> r.reporting().debugTraceDisabled())
            .from("true")
            .to(true)
            .defaultsTo(false));
  }

  private static List<KeyProof> jobs() {
    return List.of(
        proveRunner("shell", r -> r.job().shell())
            .from("\"sh\"")
            .to(Shell.SH)
            .defaultsTo(Shell.BASH),
        proveRunner("builds_dir", r -> r.job().buildsDir())
            .from("\"/b\"")
            .to("/b")
            .defaultsTo("/builds"),
        proveRunner("cache_dir", r -> r.job().cacheDir())
            .from("\"/c\"")
            .to("/c")
            .defaultsTo("/cache"),
        proveRunner("clone_url", r -> r.job().sources().cloneUrl())
            .from("\"http://git.example.com\"")
            .to(Optional.of("http://git.example.com"))
            .defaultsTo(Optional.empty()),
        proveRunner("environment", r -> r.job().environment())
            .from("[\"A=1\", \"B=x=y\", \"C=\"]")
            .to(
                List.of(
                    Variable.internal("A", "1"),
                    Variable.internal("B", "x=y"),
                    Variable.internal("C", "")))
            .defaultsTo(List.of()),
        optionalText("pre_get_sources_script", r -> r.hooks().preGetSources()),
        optionalText("post_get_sources_script", r -> r.hooks().postGetSources()),
        optionalText("pre_build_script", r -> r.hooks().preBuild()),
        optionalText("post_build_script", r -> r.hooks().postBuild()),
        proveRunner("prepare_timeout", r -> r.job().prepareTimeout())
            .from("\"10m\"")
            .to(Optional.of(Duration.ofMinutes(10)))
            .defaultsTo(Optional.empty()),
        proveRunner("get_sources_timeout", r -> r.job().sources().timeout())
            .from("60_000_000_000")
            .to(Optional.of(Duration.ofMinutes(1)))
            .defaultsTo(Optional.empty()),
        proveRunner("safe_directory_checkout", r -> r.job().sources().safeDirectoryCheckout())
            .from("false")
            .to(false)
            .defaultsTo(true),
        proveRunner("clean_git_config", r -> r.job().sources().cleanGitConfig())
            .from("false")
            .to(Optional.of(false))
            .defaultsTo(Optional.empty()),
        proveRunner("feature_flags", r -> r.job().featureFlags())
            .from("{ FF_TIMESTAMPS = false }")
            .to(Map.of("FF_TIMESTAMPS", false))
            .defaultsTo(Map.of()),
        proveRunner("custom_build_dir.enabled", r -> r.job().customBuildDirEnabled())
            .from("false")
            .to(false)
            .defaultsTo(true));
  }

  private static KeyProof optionalText(
      String key, Function<dev.slipway.domain.settings.JobSettings, Object> part) {
    return proveRunner(key, r -> part.apply(r.job()))
        .from("'''\necho one\necho two'''")
        .to(Optional.of("echo one\necho two"))
        .defaultsTo(Optional.empty());
  }

  private static List<KeyProof> connection() {
    return List.of(
        proveKubernetes("client", k -> k.client())
            .from("\"official\"")
            .to(ClusterClient.OFFICIAL)
            .defaultsTo(ClusterClient.FABRIC8),
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

  private static List<KeyProof> pods() {
    return List.of(
        proveKubernetes("image", k -> k.images().image())
            .from("\"alpine:$TAG\"")
            .to(Optional.of("alpine:$TAG"))
            .defaultsTo(Optional.empty()),
        proveKubernetes("helper_image", k -> k.images().helperImage())
            .from("\"helper:1\"")
            .to(Optional.of("helper:1"))
            .defaultsTo(Optional.empty()),
        proveKubernetes("pull_policy", k -> k.images().pullPolicies())
            .from("[\"always\", \"if-not-present\", \"never\"]")
            .to(List.of(PullPolicy.ALWAYS, PullPolicy.IF_NOT_PRESENT, PullPolicy.NEVER))
            .defaultsTo(List.of()),
        proveKubernetes("image_pull_secrets", k -> k.images().pullSecrets())
            .from("[\"a\", \"b\"]")
            .to(List.of("a", "b"))
            .defaultsTo(List.of()),
        proveKubernetes("namespace", k -> k.identity().namespace())
            .from("\"ci\"")
            .to("ci")
            .defaultsTo("default"),
        proveKubernetes("service_account", k -> k.identity().serviceAccount())
            .from("\"ci\"")
            .to(Optional.of("ci"))
            .defaultsTo(Optional.empty()),
        proveKubernetes("node_selector", k -> k.nodeSelector())
            .from("{ \"kubernetes.io/arch\" = \"arm64\", Zone = \"b\" }")
            .to(Map.of("kubernetes.io/arch", "arm64", "Zone", "b"))
            .defaultsTo(Map.of()),
        proveKubernetes("pod_labels", k -> k.podLabels())
            .from("{ team = \"$GITLAB_USER_LOGIN\" }")
            .to(Map.of("team", "$GITLAB_USER_LOGIN"))
            .defaultsTo(Map.of()),
        proveKubernetes("pod_annotations", k -> k.podAnnotations())
            .from("{ \"example.com/a\" = \"b\" }")
            .to(Map.of("example.com/a", "b"))
            .defaultsTo(Map.of()),
        proveKubernetes("cap_add", k -> k.capabilities().add())
            .from("[\"SYS_TIME\"]")
            .to(List.of("SYS_TIME"))
            .defaultsTo(List.of()),
        proveKubernetes("cap_drop", k -> k.capabilities().drop())
            .from("[\"SYS_ADMIN\"]")
            .to(List.of("SYS_ADMIN"))
            .defaultsTo(List.of()),
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

  private static List<KeyProof> resources() {
    List<KeyProof> proofs = new ArrayList<>();
    for (ResourceName name : ResourceName.values()) {
      String key = name.name().toLowerCase(Locale.ROOT);
      proofs.add(resource(key + "_request", PodResources::build, ContainerResources::requests));
      proofs.add(resource(key + "_limit", PodResources::build, ContainerResources::limits));
      proofs.add(
          resource(
              "helper_" + key + "_request", PodResources::helper, ContainerResources::requests));
      proofs.add(
          resource("helper_" + key + "_limit", PodResources::helper, ContainerResources::limits));
    }
    return proofs;
  }

  private static KeyProof resource(
      String key,
      Function<PodResources, ContainerResources> container,
      Function<ContainerResources, Map<ResourceName, Quantity>> kind) {
    ResourceName name =
        key.contains("cpu")
            ? ResourceName.CPU
            : key.contains("memory") ? ResourceName.MEMORY : ResourceName.EPHEMERAL_STORAGE;
    return proveKubernetes(key, k -> kind.apply(container.apply(k.resources())))
        .from("\"0\"")
        .to(Map.of(name, Quantity.parse("0")))
        .defaultsTo(Map.of());
  }
}
