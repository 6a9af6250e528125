package dev.slipway.app.config;

import static dev.slipway.app.config.ConfigText.RUNNER;
import static dev.slipway.app.config.ConfigText.problems;
import static dev.slipway.app.config.ConfigText.runner;
import static dev.slipway.app.config.ConfigText.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.settings.GitlabSettings;
import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.domain.settings.RunnerSettings;
import dev.slipway.domain.settings.SecretText;
import dev.slipway.domain.settings.TlsFiles;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {
  @Test
  @DisplayName("an empty file is all defaults")
  void empty() {
    assertThat(settings("")).isEqualTo(GlobalSettings.DEFAULTS);
  }

  @Test
  @DisplayName("a runner with nothing but what it needs is all defaults")
  void least() {
    assertThat(runner(RUNNER))
        .isEqualTo(
            RunnerSettings.of(
                "",
                new GitlabSettings(
                    URI.create("https://gitlab.example.com"),
                    new SecretText("glrt-abcdefghijk"),
                    TlsFiles.NONE)));
  }

  @Test
  @DisplayName("what registering a runner writes is accepted, the empty tables included")
  void registered() {
    assertThat(
            problems(
                """
                concurrent = 1
                check_interval = 0
                connection_max_age = "15m0s"
                shutdown_timeout = 0

                [session_server]
                  session_timeout = 1800

                [[runners]]
                  name = "one"
                  url = "https://gitlab.example.com"
                  id = 17
                  token = "glrt-abc"
                  token_obtained_at = 2026-01-02T03:04:05Z
                  token_expires_at = 0001-01-01T00:00:00Z
                  executor = "kubernetes"
                  [runners.custom_build_dir]
                  [runners.cache]
                    MaxUploadedArchiveSize = 0
                    [runners.cache.s3]
                    [runners.cache.gcs]
                    [runners.cache.azure]
                  [runners.kubernetes]
                    host = ""
                    bearer_token_overwrite_allowed = false
                    image = ""
                    namespace = ""
                    namespace_overwrite_allowed = ""
                    privileged = false
                    [runners.kubernetes.affinity]
                    [runners.kubernetes.pod_security_context]
                    [runners.kubernetes.build_container_security_context]
                      [runners.kubernetes.build_container_security_context.capabilities]
                    [runners.kubernetes.volumes]
                    [runners.kubernetes.dns_config]
                """))
        .isEmpty();
  }

  @Test
  @DisplayName("every problem is told, in the file's order, with its place")
  void allAtOnce() {
    assertThat(
            problems(
                """
                concurrent = 0
                [[runners]]
                  url = "gitlab.example.com"
                  token = "x"
                  executor = "shell"
                  limit = "5"
                  proxy_exec = true
                  [runners.kubernetes]
                    imag = "alpine"
                    memory_limit = "1 GB"
                """))
        .containsExactly(
            "config.toml:1:1: concurrent: Current configuration 'concurrent = 0' means that no jobs will be processed; set it to 1 or more",
            "config.toml:3:3: runners.url: has no scheme; write https:// (or http://) before the host name",
            "config.toml:5:3: runners.executor: \"shell\" is not supported; Slipway runs jobs in Kubernetes only: write \"kubernetes\"",
            "config.toml:6:3: runners.limit: found a text; allowed: a whole number without quotes",
            "config.toml:7:3: runners.proxy_exec: known to GitLab Runner, not supported by this version of Slipway; remove it, or run this runner with gitlab-runner",
            "config.toml:9:5: unknown key runners.kubernetes.imag; did you mean \"image\"?",
            "config.toml:10:5: runners.kubernetes.memory_limit: \"1 GB\" is not a quantity; write for example \"500m\", \"2\", \"128Mi\" or \"1.5Gi\"");
  }
}
