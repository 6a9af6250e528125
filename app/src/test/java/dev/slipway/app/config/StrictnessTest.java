package dev.slipway.app.config;

import static dev.slipway.app.config.ConfigText.RUNNER;
import static dev.slipway.app.config.ConfigText.problems;
import static dev.slipway.app.config.ConfigText.runner;
import static dev.slipway.app.config.ConfigText.settings;
import static dev.slipway.app.config.ConfigText.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.settings.PollingSettings;
import dev.slipway.domain.settings.ReportingSettings;
import dev.slipway.domain.settings.TimerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RUNNER has four lines, so what a test adds begins in line 5 (or 6 below a header). */
class StrictnessTest {
  private static final String KUBERNETES = RUNNER + "[runners.kubernetes]\n";

  @ParameterizedTest
  @DisplayName("an unknown key is refused with the nearest one, or where it belongs")
  @CsvSource(
      delimiter = '|',
      value = {
        "concurent = 1| 1:1: unknown key concurent; did you mean \"concurrent\"?",
        "[[runner]]| 1:3: unknown key runner; did you mean \"runners\"?",
        "namespace = 'x'| 1:1: unknown key namespace; it belongs to [runners.kubernetes]",
        "quux = 1| 1:1: unknown key quux; remove it",
        "\"a b\".c = 1| 1:1: unknown key \"a b\"; remove it"
      })
  void unknown(String line, String expected) {
    assertThat(problems(line + "\n")).containsExactly("config.toml:" + expected);
  }

  @Test
  @DisplayName("an unknown key of a runner too")
  void unknownInRunner() {
    assertThat(problems(RUNNER + "concurrent = 2\nbuild_dir = '/b'\n"))
        .containsExactly(
            "config.toml:5:1: unknown key runners.concurrent; it belongs to the top of the file, before the first table",
            "config.toml:6:1: unknown key runners.build_dir; did you mean \"builds_dir\"?");
  }

  @Test
  @DisplayName("the second runner's keys have their own places")
  void secondRunner() {
    assertThat(problems(RUNNER + RUNNER + "limt = 1\n"))
        .containsExactly("config.toml:9:1: unknown key runners.limt; did you mean \"limit\"?");
  }

  @Test
  @DisplayName("an unknown feature flag is refused with the nearest one")
  void unknownFlag() {
    assertThat(
            problems(
                RUNNER + "[runners.feature_flags]\nFF_TIMESTAMP = true\nFF_TIMESTAMPS = 'no'\n"))
        .containsExactly(
            "config.toml:6:1: unknown key runners.feature_flags.FF_TIMESTAMP; did you mean \"FF_TIMESTAMPS\"?",
            "config.toml:7:1: runners.feature_flags.FF_TIMESTAMPS: found a text; allowed: true or false without quotes");
  }

  static Stream<CatalogKey> notYet() {
    return KeyCatalog.load().keys().stream().filter(key -> key.status() == KeyStatus.NOT_YET);
  }

  @ParameterizedTest
  @DisplayName("a key that is not supported yet is refused as soon as it asks for something")
  @MethodSource("notYet")
  void notYetSupported(CatalogKey key) {
    boolean hasKeys = !KeyCatalog.load().in(key.path()).isEmpty();
    String something =
        key.type().startsWith("table")
            ? "{ something = 1 }"
            : key.type().startsWith("bool") ? "true" : "987654";
    String line = "%s = %s\n".formatted(key.name(), something);
    String text =
        switch (key.section()) {
          case "" -> line + RUNNER;
          case "runners" -> RUNNER + line;
          case String section when section.startsWith("runners") ->
              RUNNER + "[" + section + "]\n" + line;
          case String section -> "[" + section + "]\n" + line;
        };
    assertThat(problems(text))
        .filteredOn(problem -> !problem.contains("found a table; allowed: tables"))
        .singleElement()
        .asString()
        .contains(
            hasKeys
                ? "unknown key " + key.path()
                : key.path()
                    + ": known to GitLab Runner, not supported by this version of Slipway");
  }

  @Test
  @DisplayName("removed keys name their successor")
  void removed() {
    assertThat(problems(RUNNER + "pre_clone_script = 'x'\n"))
        .containsExactly(
            "config.toml:5:1: runners.pre_clone_script: removed from GitLab Runner. Use pre_get_sources_script.");
  }

  @Test
  @DisplayName("keys of other executors are named once, and have no effect")
  void unused() {
    assertThat(
            warnings(
                RUNNER
                    + "[runners.docker]\nimage = 'x'\nanything = true\n[runners.kubernetes]\nnamespace = 'a'\n"
                    + RUNNER
                    + "[runners.docker]\nimage = 'x'\n[runners.ssh]\n[runners.kubernetes]\nnamespace = 'a'\n"))
        .containsExactly(
            "config.toml:1:1: keys of other executors have no effect here: runners.docker, runners.ssh");
  }

  @Test
  @DisplayName("one key in two spellings is refused")
  void twoSpellings() {
    assertThat(problems("concurrent = 1\nConcurrent = 2\n"))
        .containsExactly(
            "config.toml:2:1: Concurrent: given twice, also as \"concurrent\" in line 1; keys are the same in any case, keep one");
  }

  @ParameterizedTest
  @DisplayName("a value of the wrong kind says what was found and what is allowed, never the value")
  @CsvSource(
      delimiter = '|',
      value = {
        "token = 123456| 3:1: runners.token: found a whole number; allowed: a text in quotes",
        "limit = 1.5| 5:1: runners.limit: found a decimal number; allowed: a whole number without quotes",
        "limit = [1]| 5:1: runners.limit: found a list; allowed: a whole number without quotes",
        "limit = {}| 5:1: runners.limit: found a table; allowed: a whole number without quotes",
        "name = 1979-05-27| 5:1: runners.name: found a date or time; allowed: a text in quotes",
        "strict_check_interval = 'true'| 5:1: runners.strict_check_interval: found a text; allowed: true or false without quotes",
        "environment = 'A=1'| 5:1: runners.environment: found a text; allowed: a list of texts",
        "environment = ['A=1', 2]| 5:23: runners.environment: entry 2: found a whole number; allowed: a text in quotes",
        "environment = ['A=1', 'secret']| 5:23: runners.environment: entry 2: has no name and \"=\"; write NAME=value",
        "unhealthy_interval = true| 5:1: runners.unhealthy_interval: found true or false; allowed: a duration in quotes, such as \"1h30m\"",
        "kubernetes = 'x'| 5:1: runners.kubernetes: found a text; allowed: a table, [runners.kubernetes]",
        "feature_flags = 1| 5:1: runners.feature_flags: found a whole number; allowed: a table"
      })
  void wrongKind(String line, String expected) {
    String text =
        line.startsWith("token") ? RUNNER.replaceAll("token = .*", line) : RUNNER + line + "\n";
    assertThat(problems(text)).containsExactly("config.toml:" + expected);
  }

  @ParameterizedTest
  @DisplayName("a value that makes no sense says what would")
  @CsvSource(
      delimiter = '|',
      value = {
        "unhealthy_interval = '1 hour'| \"1 hour\" is not a duration; write numbers with units, such as \"1h30m\", \"45s\" or \"500ms\"",
        "unhealthy_interval = '10000000h'| \"10000000h\" is not a duration; write numbers with units, such as \"1h30m\", \"45s\" or \"500ms\"",
        "limit = -1| -1 is out of range; allowed: 0 to 2147483647",
        "limit = 2147483648| 2147483648 is out of range; allowed: 0 to 2147483647",
        "limit = 9223372036854775808| 9223372036854775808 is too large for a whole number",
        "limit = 99999999999999999999999| 99999999999999999999999 is too large for a whole number",
        "shell = 'powershell'| \"powershell\" needs Windows nodes, which this version of Slipway does not support; for PowerShell 7 on Linux nodes write \"pwsh\"; allowed: bash, pwsh, sh",
        "shell = 'cmd'| \"cmd\" needs Windows nodes, which this version of Slipway does not support; for PowerShell 7 on Linux nodes write \"pwsh\"; allowed: bash, pwsh, sh",
        "shell = 'bsh'| \"bsh\" is not known; did you mean \"bash\"? allowed: bash, pwsh, sh",
        "builds_dir = 'builds'| \"builds\" is not an absolute path; begin it with /",
        "clone_url = 'git.example.com'| has no scheme; write https:// (or http://) before the host name",
        "tls-cert-file = 'c'| is of no use without tls-key-file; set both or none",
        "tls-key-file = 'k'| is of no use without tls-cert-file; set both or none"
      })
  void noSense(String line, String expected) {
    String key = line.substring(0, line.indexOf(' '));
    assertThat(problems(RUNNER + line + "\n"))
        .containsExactly("config.toml:5:1: runners.%s: %s".formatted(key, expected));
  }

  @ParameterizedTest
  @DisplayName("and so for the cluster")
  @CsvSource(
      delimiter = '|',
      value = {
        "cpu_limit = '1 core'| \"1 core\" is not a quantity; write for example \"500m\", \"2\", \"128Mi\" or \"1.5Gi\"",
        "helper_memory_request = '-1'| \"-1\" is negative; write 0 or more",
        "namespace = 'Team'| \"Team\" is no name of a namespace: up to 63 lower-case letters, digits and \"-\", neither first nor last",
        "client = 'fabric'| \"fabric\" is not known; did you mean \"fabric8\"? allowed: fabric8, official",
        "host = '10.0.0.1:6443'| has no scheme; write https:// (or http://) before the host name",
        "host = 'ftp://10.0.0.1'| only http or https scheme supported, found ftp",
        "host = 'https:///x'| has no host name, or one with letters that are not allowed",
        "host = 'https://a b'| is not an address: Illegal character in authority at character 10",
        "cert_file = 'c'| ca file, cert file and key file must be specified when using file based auth; set ca_file, cert_file and key_file",
        "key_file = 'k'| ca file, cert file and key file must be specified when using file based auth; set ca_file, cert_file and key_file",
        "pod_termination_grace_period_seconds = -1| -1 is out of range; allowed: 0 to 2147483647"
      })
  void noSenseInCluster(String line, String expected) {
    String key = line.substring(0, line.indexOf(' '));
    assertThat(problems(KUBERNETES + line + "\n"))
        .containsExactly("config.toml:6:1: runners.kubernetes.%s: %s".formatted(key, expected));
  }

  @ParameterizedTest
  @DisplayName("pull policies and capabilities are spelled as GitLab Runner and Kubernetes want")
  @CsvSource(
      delimiter = '|',
      value = {
        "pull_policy = 'Always'| 6:1: runners.kubernetes.pull_policy: entry 1: unsupported pull policy: \"Always\" is not known; did you mean \"always\"? allowed: always, if-not-present, never",
        "pull_policy = ['never', 'IfNotPresent']| 6:25: runners.kubernetes.pull_policy: entry 2: unsupported pull policy: \"IfNotPresent\" is not known; did you mean \"if-not-present\"? allowed: always, if-not-present, never",
        "cap_add = ['CAP_SYS_TIME']| 6:12: runners.kubernetes.cap_add: entry 1: \"CAP_SYS_TIME\": Kubernetes wants the name without CAP_; write \"SYS_TIME\"",
        "cpu_request = '2'\\ncpu_limit = '1500m'| 6:1: runners.kubernetes.cpu_request: 2 is more than cpu_limit, 1500m; the cluster refuses such a pod",
        "[runners.kubernetes.node_selector]\\ngitlab = true| 7:1: runners.kubernetes.node_selector.gitlab: found true or false; allowed: a text in quotes",
        "[runners.kubernetes.node_selector]\\n\"a.b/c\" = 1| 7:1: runners.kubernetes.node_selector.\"a.b/c\": found a whole number; allowed: a text in quotes"
      })
  void spelling(String lines, String expected) {
    assertThat(problems(KUBERNETES + lines.replace("\\n", "\n") + "\n"))
        .containsExactly("config.toml:" + expected);
  }

  @Test
  @DisplayName("what a runner cannot do without is asked for at its header")
  void required() {
    assertThat(problems("\n  [[runners]]\n"))
        .containsExactly(
            "config.toml:2:5: runners.executor is missing; write executor = \"kubernetes\"",
            "config.toml:2:5: runners.url is missing; write the address of GitLab",
            "config.toml:2:5: runners.token is missing; write the runner's authentication token");
  }

  @Test
  @DisplayName("an empty address is no address")
  void emptyUrl() {
    assertThat(problems(RUNNER.replaceAll("url = .*", "url = ''")))
        .containsExactly("config.toml:2:1: runners.url: is empty; write the address of GitLab");
  }

  @Test
  @DisplayName("one table instead of a list of them is refused")
  void oneTable() {
    assertThat(problems("[runners]\nname = 'x'\n"))
        .containsExactly(
            "config.toml:1:2: runners: found a table; allowed: tables, each [[runners]]");
  }

  @ParameterizedTest
  @DisplayName("a runner with an empty token is left out, with a warning")
  @ValueSource(strings = {"''", "'  '"})
  void emptyToken(String token) {
    String text = RUNNER.replaceAll("token = .*", "token = " + token) + "name = 'one'\n" + RUNNER;
    assertThat(settings(text).runners()).hasSize(1);
    assertThat(warnings(text))
        .contains(
            "config.toml:3:1: Runner token is empty or whitespace; this runner will be skipped during job polling. name=\"one\"");
  }

  @ParameterizedTest
  @DisplayName("a token that no request could carry is refused, and not shown")
  @ValueSource(strings = {"' glrt-abc'", "\"glrt-abc\\n\"", "'glrt abc'", "'glrt-\u00e4bc'"})
  void brokenToken(String token) {
    assertThat(
            problems(RUNNER.replaceAll("token = .*", "token = " + Matcher.quoteReplacement(token))))
        .containsExactly(
            "config.toml:3:1: runners.token: holds a blank, a line break or a character that no token has; copy it once more");
  }

  @Test
  @DisplayName("url and token may come from the environment, nothing else does")
  void environment() {
    String text =
        RUNNER
                .replaceAll("url = .*", "url = 'https://\\${HOST}/sub'")
                .replaceAll("token = .*", "token = '\\$TOKEN'")
            + "name = '$HOST'\n";
    assertThat(runner(text).gitlab().url()).isEqualTo(URI.create("https://gitlab.example.com/sub"));
    assertThat(runner(text).gitlab().token().value()).isEqualTo("glrt-fromenvironment");
    assertThat(runner(text).name()).isEqualTo("$HOST");
  }

  @Test
  @DisplayName("a variable that is not set is refused by name")
  void unsetVariable() {
    assertThat(problems(RUNNER.replaceAll("token = .*", "token = 'a\\${NOWHERE}b'")))
        .containsExactly(
            "config.toml:3:1: runners.token: the environment variable NOWHERE is not set; set it, or write the value itself");
  }

  @Test
  @DisplayName("nothing and less count as not set, where GitLab Runner has it so")
  void zero() {
    var all =
        settings(
            "check_interval = -1\nshutdown_timeout = 0\nconnection_max_age = 0\n"
                + RUNNER
                + """
                request_concurrency = 0
                output_limit = 0
                unhealthy_requests_limit = 0
                unhealthy_interval = "0"
                job_status_final_update_retry_limit = 0
                prepare_timeout = "-1s"
                [runners.kubernetes]
                poll_interval = 0
                poll_timeout = -5
                cleanup_resources_timeout = 0
                """);
    assertThat(all.checkInterval()).isEqualTo(Duration.ofSeconds(3));
    assertThat(all.shutdownTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(all.connectionMaxAge()).isEqualTo(Duration.ZERO);
    var runner = all.runners().getFirst();
    assertThat(runner.polling()).isEqualTo(PollingSettings.DEFAULTS);
    assertThat(runner.reporting()).isEqualTo(ReportingSettings.DEFAULTS);
    assertThat(runner.job().prepareTimeout()).isEmpty();
    assertThat(runner.kubernetes().timers()).isEqualTo(TimerSettings.DEFAULTS);
  }

  @ParameterizedTest
  @DisplayName("a limit that is none is named")
  @ValueSource(strings = {"prepare_timeout", "get_sources_timeout"})
  void noLimit(String key) {
    assertThat(warnings(RUNNER + key + " = '0s'\n[runners.kubernetes]\nnamespace = 'a'\n"))
        .containsExactly(
            "config.toml:5:1: "
                + key
                + " is no limit, so the job's own timeout holds; leave it out, or write for example \"10m\"");
    assertThat(warnings(RUNNER + key + " = '10m'\n[runners.kubernetes]\nnamespace = 'a'\n"))
        .isEmpty();
  }
}
