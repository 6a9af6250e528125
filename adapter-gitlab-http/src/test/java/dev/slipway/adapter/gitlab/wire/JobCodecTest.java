package dev.slipway.adapter.gitlab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.input.InputValue;
import dev.slipway.domain.input.JobInput;
import dev.slipway.domain.job.JobPayload;
import dev.slipway.domain.job.JobPayload.GitInfo;
import dev.slipway.domain.job.JobPayload.JobArtifact;
import dev.slipway.domain.job.JobPayload.JobCache;
import dev.slipway.domain.job.JobPayload.JobDependency;
import dev.slipway.domain.job.JobPayload.JobFeatures;
import dev.slipway.domain.job.JobPayload.JobHook;
import dev.slipway.domain.job.JobPayload.JobImage;
import dev.slipway.domain.job.JobPayload.JobInfo;
import dev.slipway.domain.job.JobPayload.JobStep;
import dev.slipway.domain.job.JobPayload.RegistryCredential;
import dev.slipway.domain.job.JobPolicy;
import dev.slipway.domain.secret.JobSecret;
import dev.slipway.domain.secret.SecretSource;
import dev.slipway.domain.variable.Variable;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobCodecTest {
  private static final Optional<JobImage> IMAGE =
      Optional.of(
          new JobImage(
              "alpine",
              "",
              List.of("-c"),
              List.of(""),
              List.of(8080),
              List.of(),
              List.of("always", "never"),
              Optional.of("1001")));
  private static final List<JobArtifact> ARTIFACTS =
      List.of(
          new JobArtifact(
              "n", true, List.of("a"), List.of("b"), "always", "archive", "zip", "1 week"));
  private static final List<JobInput> INPUTS =
      List.of(
          new JobInput("target", new InputValue.Text("staging"), false),
          new JobInput(
              "where",
              new InputValue.Fields(
                  Map.of(
                      "zones",
                      new InputValue.Items(
                          List.of(
                              new InputValue.Numeric(new BigDecimal("7")),
                              new InputValue.Truth(true))))),
              true));
  private static final List<JobSecret> SECRETS =
      List.of(
          new JobSecret(
              "API_KEY",
              false,
              new SecretSource.Vault(
                  "https://vault.example.com",
                  "ns",
                  "jwt",
                  "gitlab",
                  Map.of("jwt", "$ID_TOKEN", "role", "ci"),
                  "kv-v2",
                  "ops",
                  "prod/api",
                  "key")),
          new JobSecret("OTHER", true, new SecretSource.Unsupported("gcp_secret_manager")),
          new JobSecret("ODD", true, new SecretSource.Unknown()));

  private final JobCodec codec = new JobCodec();

  @Test
  @DisplayName("a job with everything arrives whole")
  void decodesEverything() throws IOException {
    JobPayload job = codec.job(resource("job-full.json")).orElseThrow();
    assertThat(job)
        .isEqualTo(
            new JobPayload(
                9_007_199_254_740_993L,
                "job-token",
                true,
                new JobInfo("unit", "test", 9_223_372_036_854_775_807L, "app", "group/app"),
                new GitInfo(
                    "https://gitlab-ci-token:job-token@gitlab.example.com/group/app.git",
                    "main",
                    "5f2c9d0b",
                    "00000000",
                    "branch",
                    List.of("+refs/heads/main:refs/remotes/origin/main"),
                    20,
                    "sha256"),
                3600,
                List.of(
                    new Variable("A", "1", true, false, false, false, false),
                    new Variable("B", "x\ny", false, false, true, true, true)),
                List.of(
                    new JobStep("script", List.of("echo \"hi\"", "")),
                    new JobStep("after_script", List.of("bye"))),
                IMAGE,
                List.of(
                    new JobImage(
                        "postgres",
                        "db",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new Variable("P", "1", true, false, false, false, false)),
                        List.of(),
                        Optional.of("1:2"))),
                ARTIFACTS,
                List.of(new JobCache("k", true, "pull", List.of("c"), "on_success", List.of("f"))),
                List.of(
                    new JobDependency(5, "dep-token", "build", "artifacts.zip", 183422),
                    new JobDependency(6, "", "none", "", 0)),
                List.of(new RegistryCredential("r.example.com", "u", "p")),
                List.of(new JobHook("pre_get_sources_script", List.of("true"))),
                new JobFeatures(true, Set.of("script_failure", "unknown_failure"), List.of("tok-")),
                INPUTS,
                SECRETS,
                Optional.of(new JobPolicy("p", Optional.of(false), List.of("A"))),
                Set.of("`run` together with `script`", "executor_opts/docker/gpu")));
  }

  @Test
  @DisplayName("what is null or absent is empty")
  void decodesNothing() {
    JobPayload nulls =
        codec
            .job(
                """
                {"id":1,"token":"t","allow_git_fetch":null,"job_info":null,"git_info":{"ref":null},
                 "runner_info":{"timeout":null},"variables":null,"steps":[{"name":null,"script":null}],
                 "image":null,"services":null,"credentials":[],"features":{"tracing":null},
                 "policy_options":{"execution_policy_job":false,"policy_name":""},"suspend_options":{},
                 "secrets":{},"run":"","inputs":[],"unknown":{"a":[1,{"b":2.5}]}}
                """)
            .orElseThrow();
    assertThat(nulls.otherParts()).isEmpty();
    assertThat(nulls.git().depth()).isZero();
    assertThat(nulls.steps()).containsExactly(new JobStep("", List.of()));
    assertThat(codec.job("{\"id\":1,\"token\":\"t\"}").orElseThrow().image()).isEmpty();
  }

  @Test
  @DisplayName(
      "the steps of the run keyword go to a program of the image, in a variable of their own")
  void runs() {
    String steps = "[{'name':'a','script':'echo $X'}]".replace('\'', '"');
    JobPayload job =
        codec
            .job(
                """
                {"id":1,"token":"t","run":"%s","steps":[{"name":"after_script","script":["bye"]}]}
                """
                    .formatted(steps.replace("\"", "\\\"")))
            .orElseThrow();
    assertThat(job.steps())
        .containsExactly(
            new JobStep("script", List.of("step-runner ci")),
            new JobStep("after_script", List.of("bye")));
    assertThat(job.variables())
        .containsExactly(new Variable("STEPS", steps, false, false, false, false, true));
    assertThat(job.otherParts()).isEmpty();
    assertThat(
            codec
                .job(
                    """
                    {"id":1,"token":"t","run":"[{}]","variables":[{"key":"STEPS","value":"x"}]}
                    """)
                .orElseThrow()
                .otherParts())
        .containsExactly("`run` together with a variable STEPS of the job's own");
  }

  @ParameterizedTest
  @DisplayName("a job with an input that is not what it says is none")
  @ValueSource(
      strings = {
        "{\"key\":\"\",\"value\":{\"type\":\"string\",\"content\":\"x\"}}",
        "{\"key\":\"a\",\"value\":{\"type\":\"string\",\"content\":null}}",
        "{\"key\":\"a\",\"value\":{\"type\":\"number\",\"content\":\"7\"}}",
        "{\"key\":\"a\",\"value\":{\"type\":\"date\",\"content\":\"7\"}}",
        "{\"key\":\"a\"}"
      })
  void refusesInputs(String input) {
    assertThat(codec.job("{\"id\":1,\"token\":\"t\",\"inputs\":[" + input + "]}")).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("what is no job is none")
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"id\":1}",
        "{\"id\":\"x\",\"token\":\"t\"}",
        "{\"id\":1,\"token\":\"t\",\"variables\":{}}",
        "{\"id\":1,\"token\":\"t\""
      })
  void refuses(String body) {
    assertThat(codec.job(body)).isEmpty();
  }

  @Test
  @DisplayName("refusals say something as text or by key, or nothing")
  void readsMessages() {
    assertThat(codec.message("{\"message\":\"no\"}")).contains("no");
    assertThat(codec.message("{\"message\":{\"tags\":[\"a\",\"b\"]}}")).contains("tags: a; b");
    assertThat(codec.message("{\"error\":\"no\"}")).isEmpty();
    assertThat(codec.message("{\"message\":null}")).isEmpty();
    assertThat(codec.message("<html>")).isEmpty();
  }

  @Test
  @DisplayName("checksums have eight digits")
  void writesChecksums() {
    assertThat(JobUpdateBody.checksum(0)).isEqualTo("crc32:00000000");
    assertThat(JobUpdateBody.checksum(0xffffffffL)).isEqualTo("crc32:ffffffff");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = JobCodecTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
