package dev.slipway.app.config;

import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.settings.ArtifactSettings;
import dev.slipway.domain.settings.CacheSettings;
import dev.slipway.domain.settings.GitlabSettings;
import dev.slipway.domain.settings.HookScripts;
import dev.slipway.domain.settings.JobSettings;
import dev.slipway.domain.settings.PollingSettings;
import dev.slipway.domain.settings.ReportingSettings;
import dev.slipway.domain.settings.RunnerSettings;
import dev.slipway.domain.settings.SecretText;
import dev.slipway.domain.settings.Shell;
import dev.slipway.domain.settings.SourcesSettings;
import dev.slipway.domain.settings.TlsFiles;
import dev.slipway.domain.variable.Variable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One {@code [[runners]]}. */
final class RunnerReader {
  private static final String EXECUTOR = "kubernetes";
  private static final Map<String, Shell> SHELLS =
      Map.of("bash", Shell.BASH, "sh", Shell.SH, "pwsh", Shell.PWSH);
  private static final List<String> WINDOWS_SHELLS = List.of("powershell", "cmd");

  private static final List<String> FLAG_NAMES =
      Arrays.stream(FeatureFlag.values()).map(FeatureFlag::key).toList();

  private final EnvironmentText environment;
  private final Path workingDirectory;
  private final HostCertificates certificates;
  private final KubernetesReader kubernetes;

  RunnerReader(
      Map<String, String> environment, Path workingDirectory, HostCertificates certificates) {
    this.certificates = certificates;
    this.environment = new EnvironmentText(environment);
    this.workingDirectory = workingDirectory;
    this.kubernetes = new KubernetesReader(workingDirectory);
  }

  /** Empty where the runner is not to be used, or not usable. */
  Optional<RunnerSettings> read(Table table) {
    table.required("executor", "write executor = \"kubernetes\"", RunnerReader::executor);
    String name = table.text("name").orElse("");
    Optional<GitlabSettings> gitlab = gitlab(table, name);
    PollingSettings polling = polling(table);
    ReportingSettings reporting = reporting(table);
    JobSettings job = job(table);
    var cluster = kubernetes.read(table.table("kubernetes"));
    ArtifactSettings artifact = artifact(table.table("artifact"));
    CacheSettings cache = new CacheReader(workingDirectory).read(table.table("cache"));
    return gitlab.map(
        g -> new RunnerSettings(name, g, polling, reporting, job, cluster, artifact, cache));
  }

  private static String executor(String text) {
    if (!text.equals(EXECUTOR)) {
      throw new IllegalArgumentException(
          "\"%s\" is not supported; Slipway runs jobs in Kubernetes only: write \"kubernetes\""
              .formatted(text));
    }
    return text;
  }

  private Optional<GitlabSettings> gitlab(Table table, String name) {
    TlsFiles tls = tls(table);
    Optional<URI> url =
        table.required(
            "url",
            "write the address of GitLab",
            text -> WebAddress.parse(environment.expand(text)));
    boolean missing = table.isMissing("token", "write the runner's authentication token");
    Optional<SecretText> token =
        table
            .parsed("token", text -> new SecretText(environment.expand(text)))
            .filter(secret -> !secret.value().isBlank());
    if (token.isPresent() && !goesInAHeader(token.get())) {
      table.problem(
          "token",
          "holds a blank, a line break or a character that no token has; copy it once more");
    }
    if (!missing && token.isEmpty()) {
      table.warning(
          "token",
          "Runner token is empty or whitespace; this runner will be skipped during job polling. name=\"%s\""
              .formatted(name));
    }
    return url.flatMap(
        u ->
            token.map(
                t ->
                    new GitlabSettings(
                        u,
                        t,
                        certificates.completed(
                            tls, u, text -> table.warning("tls-cert-file", text)))));
  }

  private static boolean goesInAHeader(SecretText token) {
    return token.value().chars().allMatch(c -> c > ' ' && c < '\u007f');
  }

  private TlsFiles tls(Table table) {
    Optional<Path> cert = table.parsed("tls-cert-file", this::file);
    Optional<Path> key = table.parsed("tls-key-file", this::file);
    if (cert.isPresent() && key.isEmpty()) {
      table.problem("tls-cert-file", "is of no use without tls-key-file; set both or none");
    }
    if (key.isPresent() && cert.isEmpty()) {
      table.problem("tls-key-file", "is of no use without tls-cert-file; set both or none");
    }
    return new TlsFiles(table.parsed("tls-ca-file", this::file), cert, key);
  }

  private Path file(String text) {
    return workingDirectory.resolve(text);
  }

  private static PollingSettings polling(Table table) {
    PollingSettings defaults = PollingSettings.DEFAULTS;
    return new PollingSettings(
        table.whole("limit").orElse(defaults.limit()),
        positive(table.whole("request_concurrency"), defaults.requestConcurrency()),
        table.flag("strict_check_interval").orElse(defaults.strictCheckInterval()),
        positive(table.whole("unhealthy_requests_limit"), defaults.unhealthyRequestsLimit()),
        GlobalReader.positive(table.duration("unhealthy_interval"), defaults.unhealthyInterval()));
  }

  private static ReportingSettings reporting(Table table) {
    ReportingSettings defaults = ReportingSettings.DEFAULTS;
    return new ReportingSettings(
        positive(table.whole("output_limit"), defaults.outputLimitKib()),
        positive(
            table.whole("job_status_final_update_retry_limit"), defaults.finalUpdateRetryLimit()),
        table.flag("debug_trace_disabled").orElse(defaults.debugTraceDisabled()));
  }

  private static ArtifactSettings artifact(Table table) {
    ArtifactSettings defaults = ArtifactSettings.DEFAULTS;
    return new ArtifactSettings(
        GlobalReader.positive(table.duration("upload_timeout"), defaults.uploadTimeout()),
        GlobalReader.positive(
            table.duration("response_header_timeout"), defaults.responseHeaderTimeout()));
  }

  private static int positive(Optional<Integer> number, int otherwise) {
    return number.filter(n -> n > 0).orElse(otherwise);
  }

  private static JobSettings job(Table table) {
    JobSettings defaults = JobSettings.DEFAULTS;
    return new JobSettings(
        table.parsed("shell", RunnerReader::shell).orElse(defaults.shell()),
        table.parsed("builds_dir", RunnerReader::podPath).orElse(defaults.buildsDir()),
        table.parsed("cache_dir", RunnerReader::podPath).orElse(defaults.cacheDir()),
        table.table("custom_build_dir").flag("enabled").orElse(defaults.customBuildDirEnabled()),
        environment(table),
        new HookScripts(
            table.text("pre_get_sources_script"),
            table.text("post_get_sources_script"),
            table.text("pre_build_script"),
            table.text("post_build_script")),
        limit(table, "prepare_timeout"),
        new SourcesSettings(
            table.parsed("clone_url", text -> WebAddress.parse(text).toString()),
            limit(table, "get_sources_timeout"),
            table
                .flag("safe_directory_checkout")
                .orElse(defaults.sources().safeDirectoryCheckout()),
            table.flag("clean_git_config")),
        featureFlags(table));
  }

  private static Optional<Duration> limit(Table table, String key) {
    Optional<Duration> limit = table.duration(key);
    if (limit.isPresent() && !limit.get().isPositive()) {
      table.warning(
          key,
          key
              + " is no limit, so the job's own timeout holds; leave it out, or write for example \"10m\"");
    }
    return limit.filter(Duration::isPositive);
  }

  private static Shell shell(String text) {
    if (WINDOWS_SHELLS.contains(text)) {
      throw new IllegalArgumentException(
          "\"%s\" needs Windows nodes, which this version of Slipway does not support; for PowerShell 7 on Linux nodes write \"pwsh\"; allowed: bash, pwsh, sh"
              .formatted(text));
    }
    return Table.chosen(text, SHELLS);
  }

  private static String podPath(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException(
          "\"%s\" is not an absolute path; begin it with /".formatted(text));
    }
    return text;
  }

  /** {@code environment}, of the runner or of a service. */
  static List<Variable> environment(Table table) {
    List<Variable> variables = new ArrayList<>();
    List<String> entries = table.texts("environment");
    for (int i = 0; i < entries.size(); i++) {
      String entry = entries.get(i);
      int equals = entry.indexOf('=');
      if (equals > 0) {
        variables.add(Variable.internal(entry.substring(0, equals), entry.substring(equals + 1)));
      } else {
        table.entryProblem("environment", i, "has no name and \"=\"; write NAME=value");
      }
    }
    return variables;
  }

  private static Map<String, Boolean> featureFlags(Table table) {
    Map<String, Boolean> flags =
        table.map("feature_flags", Boolean.class, "true or false without quotes");
    flags.keySet().stream()
        .filter(flag -> FeatureFlag.ofKey(flag).isEmpty())
        .forEach(flag -> table.unknownEntry("feature_flags", flag, FLAG_NAMES));
    return flags;
  }
}
