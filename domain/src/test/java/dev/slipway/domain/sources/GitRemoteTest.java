package dev.slipway.domain.sources;

import static dev.slipway.domain.sources.PayloadFixture.payload;
import static dev.slipway.domain.sources.PayloadFixture.variables;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.sources.GitRemote.Rewrite;
import dev.slipway.domain.sources.GitRemote.Rules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where the sources come from, and how git finds the credentials")
class GitRemoteTest {
  private static final String RECEIVED = "https://gitlab-ci-token:T0ken@gl.example/g/p.git";
  private static final String AUTHED = "https://gitlab-ci-token:T0ken@gl.example";

  @Test
  @DisplayName("the remote has no credentials; rules put them in")
  void standard() {
    GitRemote remote = remote(new Rules("https://gl.example/", "", false), RECEIVED, false);

    assertThat(remote.url()).isEqualTo("https://gl.example/g/p.git");
    assertThat(remote.originText()).contains("https://gl.example");
    assertThat(remote.rewrites())
        .containsExactly(
            new Rewrite(RECEIVED, "https://gl.example/g/p.git"),
            new Rewrite(AUTHED, "https://gl.example"));
  }

  @Test
  @DisplayName("the repository's own host gets a rule where it is not the runner's")
  void otherHost() {
    GitRemote remote = remote(new Rules("http://inner:8080", "", false), RECEIVED, false);

    assertThat(remote.rewrites())
        .containsExactly(
            new Rewrite(RECEIVED, "https://gl.example/g/p.git"),
            new Rewrite("http://gitlab-ci-token:T0ken@inner:8080", "http://inner:8080"),
            new Rewrite(AUTHED, "https://gl.example"));
  }

  @Test
  void forceHttps() {
    Rules rules = new Rules("https://gl.example/", "", false);

    assertThat(remote(rules, RECEIVED, true, "CI_SERVER_HOST", "gl.example").rewrites())
        .containsExactly(
            new Rewrite(RECEIVED, "https://gl.example/g/p.git"),
            new Rewrite(AUTHED, "https://gl.example"),
            new Rewrite(AUTHED + "/", "git@gl.example:"),
            new Rewrite(AUTHED, "ssh://git@gl.example"));
    assertThat(
            remote(
                    rules,
                    RECEIVED,
                    true,
                    "CI_SERVER_HOST",
                    "gl.example",
                    "CI_SERVER_SHELL_SSH_HOST",
                    "ssh.gl.example",
                    "CI_SERVER_SHELL_SSH_PORT",
                    "2222")
                .rewrites())
        .contains(new Rewrite(AUTHED, "ssh://git@ssh.gl.example:2222"))
        .hasSize(3);
  }

  @Test
  void cloneUrl() {
    GitRemote remote =
        remote(
            new Rules("https://gl.example/", "https://mirror:8443/git/", false),
            RECEIVED,
            false,
            "CI_PROJECT_PATH",
            "g/p");

    assertThat(remote.url()).isEqualTo("https://mirror:8443/git/g/p.git");
    assertThat(remote.rewrites().getFirst())
        .isEqualTo(
            new Rewrite(
                "https://gitlab-ci-token:T0ken@mirror:8443/git/g/p.git",
                "https://mirror:8443/git/g/p.git"));
  }

  @Test
  @DisplayName("an ssh clone_url keeps its user and needs no rule")
  void sshCloneUrl() {
    GitRemote remote =
        remote(
            new Rules("https://gl.example/", "ssh://gl.example", false),
            RECEIVED,
            true,
            "CI_PROJECT_PATH",
            "g/p");

    assertThat(remote.url()).isEqualTo("ssh://git@gl.example/g/p.git");
    assertThat(remote.rewrites()).isEmpty();
  }

  @Test
  @DisplayName("without tokens only the ssh rules are left")
  void withoutTokens() {
    GitRemote remote =
        remote(
            new Rules("https://gl.example/", "", true),
            RECEIVED,
            true,
            "CI_SERVER_HOST",
            "gl.example");

    assertThat(remote.url()).isEqualTo("https://gl.example/g/p.git");
    assertThat(remote.rewrites())
        .containsExactly(
            new Rewrite("https://gl.example/", "git@gl.example:"),
            new Rewrite("https://gl.example", "ssh://git@gl.example"));
  }

  @Test
  void textShowsNoToken() {
    assertThat(remote(new Rules("https://gl.example/", "", false), RECEIVED, true).toString())
        .doesNotContain("T0ken");
  }

  private static GitRemote remote(
      Rules rules, String url, boolean forceHttps, String... keysAndValues) {
    return GitRemote.of(rules, payload(url), variables(keysAndValues), forceHttps);
  }
}
