package dev.slipway.domain.sources;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A repository's URL")
class GitUrlTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          https://gitlab-ci-token:T@gl.example/g/p.git, https, gitlab-ci-token:T, gl.example, /g/p.git
          HTTP://gl.example:8080/g/p.git?a=b#c, http, '', gl.example:8080, /g/p.git
          ssh://git@gl.example:2222/g/p.git, ssh, git, gl.example:2222, /g/p.git
          https://u:p@ss@gl.example, https, u:p@ss, gl.example, ''
          https://[::1]:8443/x, https, '', [::1]:8443, /x
          """)
  void parts(String text, String scheme, String userInfo, String host, String path) {
    assertThat(GitUrl.parse(text)).contains(new GitUrl(scheme, userInfo, host, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "g/p.git", "git@gl.example:g/p.git", "file:///x", "://h/x", "a://b c"})
  void noUrl(String text) {
    assertThat(GitUrl.parse(text)).isEmpty();
  }

  @Test
  @DisplayName("its text for people never holds the password")
  void withoutCredentials() {
    GitUrl https = GitUrl.parse("https://gitlab-ci-token:T@gl.example/g/p.git").orElseThrow();
    GitUrl ssh = GitUrl.parse("ssh://git:pw@gl.example/g/p.git").orElseThrow();

    assertThat(https).hasToString("https://gl.example/g/p.git");
    assertThat(ssh).hasToString("ssh://git@gl.example/g/p.git");
    assertThat(https.text()).isEqualTo("https://gitlab-ci-token:T@gl.example/g/p.git");
  }

  @Test
  void decodedPath() {
    assertThat(GitUrl.parse("https://h/a%20b/c+d").orElseThrow().decodedPath())
        .isEqualTo("/a b/c+d");
    assertThat(GitUrl.parse("https://h/a%zz").orElseThrow().decodedPath()).isEqualTo("/a%zz");
  }
}
