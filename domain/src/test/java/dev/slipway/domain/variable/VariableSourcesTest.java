package dev.slipway.domain.variable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.flag.FeatureFlags;
import dev.slipway.domain.job.JobPayload;
import dev.slipway.domain.job.JobPayload.GitInfo;
import dev.slipway.domain.job.JobPayload.JobFeatures;
import dev.slipway.domain.job.JobPayload.JobImage;
import dev.slipway.domain.job.JobPayload.JobInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where variables come from")
class VariableSourcesTest {
  private static final Variable OWN = new Variable("OWN", "$REG", true, false, false, false, false);
  private static final Variable FLAG =
      new Variable("FF_TIMESTAMPS", "0", true, false, false, false, false);

  @Test
  @DisplayName("their order is the one of GitLab Runner 19")
  void order() {
    JobVariables variables =
        sources(Map.of()).inDirectories("/builds", "/builds/g/p", "/builds/g/p.tmp");

    List<String> keys = variables.all().stream().map(Variable::key).toList();
    int flags = FeatureFlag.values().length;
    assertThat(keys.subList(0, flags)).allMatch(key -> key.startsWith("FF_"));
    assertThat(keys.subList(flags, keys.size()))
        .containsExactly(
            "CI_JOB_IMAGE",
            "CI_RUNNER_SHORT_TOKEN",
            "REG",
            "EMPTY",
            "CI_BUILDS_DIR",
            "CI_PROJECT_DIR",
            "CI_CONCURRENT_ID",
            "CI_CONCURRENT_PROJECT_ID",
            "CI_SERVER",
            "CI_JOB_STATUS",
            "CI_JOB_TIMEOUT",
            "CI_SERVER_TLS_CA_FILE",
            "CI_SERVER_TLS_CERT_FILE",
            "CI_SERVER_TLS_KEY_FILE",
            "OWN",
            "CI_DISPOSABLE_ENVIRONMENT",
            "CI_RUNNER_VERSION",
            "CI_RUNNER_REVISION",
            "CI_RUNNER_EXECUTABLE_ARCH",
            "VAULT",
            "RUNNER_TEMP_PROJECT_DIR");
  }

  @Test
  void values() {
    JobVariables variables =
        sources(Map.of()).inDirectories("/builds", "/builds/g/p", "/builds/g/p.tmp");

    assertThat(variables.get("CI_JOB_IMAGE")).contains("registry/img:1");
    assertThat(variables.get("OWN")).contains("registry");
    assertThat(variables.get("EMPTY")).contains("a=b");
    assertThat(variables.get("CI_CONCURRENT_ID")).contains("3");
    assertThat(variables.get("CI_CONCURRENT_PROJECT_ID")).contains("1");
    assertThat(variables.get("CI_JOB_TIMEOUT")).contains("300");
    assertThat(variables.get("CI_RUNNER_EXECUTABLE_ARCH")).contains("linux/amd64");
    assertThat(variables.forPodEnvironment())
        .filteredOn(variable -> variable.key().equals("CI_SERVER_TLS_CA_FILE"))
        .extracting(Variable::value)
        .containsExactly("/builds/g/p.tmp/CI_SERVER_TLS_CA_FILE");
    assertThat(variables.forPodEnvironment()).extracting(Variable::key).doesNotContain("VAULT");
  }

  @Test
  @DisplayName("scripts see a flag's resolved value, not the word somebody wrote")
  void flagsAreResolved() {
    JobVariables variables =
        sources(Map.of()).inDirectories("/builds", "/builds/g/p", "/builds/g/p.tmp");

    assertThat(variables.all().stream().filter(each -> each.key().equals("FF_TIMESTAMPS")))
        .extracting(Variable::value)
        .containsExactly("false");
  }

  @Test
  void networkName() {
    JobVariables variables =
        sources(Map.of("FF_NETWORK_PER_BUILD", true)).inDirectories("/b", "/b/p", "/b/p.tmp");

    assertThat(variables.get("CI_BUILD_NETWORK_NAME")).contains("runner-abcdef-7-3-1000");
  }

  @Test
  @DisplayName("before the project directory is known, its variables are not there")
  void inBuildsDirectory() {
    JobVariables variables = sources(Map.of()).inBuildsDirectory("/builds");

    assertThat(variables.get("CI_BUILDS_DIR")).contains("/builds");
    assertThat(variables.get("CI_PROJECT_DIR")).isEmpty();
    assertThat(variables.get("RUNNER_TEMP_PROJECT_DIR")).isEmpty();
  }

  private static VariableSources sources(Map<String, Boolean> configured) {
    List<String> environment = List.of("REG=registry", "dropped", "EMPTY=a=b", "FF_TIMESTAMPS=1");
    JobPayload payload = payload();
    return new VariableSources(
        payload,
        FeatureFlags.resolve(configured, VariableSources.beforeFlags(payload, environment)::get),
        "AbC_def",
        environment,
        3,
        1,
        300,
        new ManagerFacts("gitlab-runner", "19.3.0", "1a2b3c4d", "linux/amd64", "host"),
        Optional.of("PEM"),
        Optional.of(new VariableSources.ClientCertificate("CERT", "KEY")),
        List.of(new Variable("VAULT", "v", false, false, true, true, true)));
  }

  private static JobPayload payload() {
    JobImage image =
        new JobImage(
            "$REG/img:1",
            "",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty());
    return new JobPayload(
        1000,
        "token",
        true,
        new JobInfo("job", "test", 7, "p", "g/p"),
        new GitInfo("https://h/g/p.git", "main", "sha", "", "branch", List.of(), 0, "sha1"),
        300,
        List.of(OWN, FLAG),
        List.of(),
        Optional.of(image),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new JobFeatures(true, Set.of(), List.of()),
        List.of(),
        List.of(),
        Optional.empty(),
        Set.of());
  }
}
