package dev.slipway.app.config;

import static dev.slipway.app.config.KeyProof.proveMapping;
import static dev.slipway.app.config.KeyProof.proveRunner;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.domain.settings.JobSettings;
import dev.slipway.domain.settings.ListenAddress;
import dev.slipway.domain.settings.LogFormat;
import dev.slipway.domain.settings.LogLevel;
import dev.slipway.domain.settings.Shell;
import dev.slipway.domain.variable.Variable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    return Stream.of(
            globals(),
            polling(),
            jobs(),
            CacheProofs.all(),
            KubernetesProofs.all(),
            VolumeProofs.all(),
            SecurityProofs.all(),
            SchedulingProofs.all(),
            NetworkProofs.all(),
            CareProofs.all())
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
            .from("\"pwsh\"")
            .to(Shell.PWSH)
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

  private static KeyProof optionalText(String key, Function<JobSettings, Object> part) {
    return proveRunner(key, r -> part.apply(r.job()))
        .from("'''\necho one\necho two'''")
        .to(Optional.of("echo one\necho two"))
        .defaultsTo(Optional.empty());
  }
}
