package dev.slipway.adapter.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitlabEndpointTest {

  @ParameterizedTest
  @DisplayName("the job API is below the instance's url, whatever its end")
  @CsvSource({
    "https://gitlab.test, https://gitlab.test/api/v4/",
    "https://gitlab.test///, https://gitlab.test/api/v4/",
    "https://gitlab.test/ci, https://gitlab.test/api/v4/",
    "https://gitlab.test/ci/, https://gitlab.test/api/v4/",
    "http://gitlab.test:8080/sub/path/, http://gitlab.test:8080/sub/path/api/v4/",
    "HTTPS://gitlab.test, HTTPS://gitlab.test/api/v4/",
  })
  void findsTheApi(String url, String api) {
    assertThat(new GitlabEndpoint(url, "t").apiBase()).contains(URI.create(api));
  }

  @Test
  @DisplayName("no text about an endpoint or a url holds a secret")
  void hidesSecrets() {
    assertThat(new GitlabEndpoint("https://u:s3cret@gitlab.test/x?private_token=s3cret", "s3cret"))
        .hasToString("GitlabEndpoint[https://gitlab.test/x]");
    assertThat(StatusText.cleaned("https://gitlab-ci-token:s3cret@h/g/a.git#s3cret"))
        .isEqualTo("https://h/g/a.git");
    assertThat(StatusText.cleaned("https://u:p@ss@h")).isEqualTo("https://h");
  }

  @Test
  @DisplayName("machines are named as GitLab knows them")
  void namesMachines() {
    assertThat(RunnerIdentity.goArchitecture("x86_64")).isEqualTo("amd64");
    assertThat(RunnerIdentity.goArchitecture("aarch64")).isEqualTo("arm64");
    assertThat(RunnerIdentity.goArchitecture("s390x")).isEqualTo("s390x");
    assertThat(RunnerIdentity.goPlatform("Linux")).isEqualTo("linux");
    assertThat(RunnerIdentity.goPlatform("Windows Server 2022")).isEqualTo("windows");
  }
}
