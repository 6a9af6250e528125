package dev.slipway.domain.sources;

import dev.slipway.domain.job.JobPayload;
import dev.slipway.domain.variable.JobVariables;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The URL a job's sources come from, and git's rules that put the credentials into URLs (as GitLab
 * Runner 19 does). The work tree's own configuration only ever gets the URL without credentials.
 *
 * @param url without credentials
 * @param origin scheme, host and port where git asks for a password; empty where the URL has none
 * @param rewrites in order, each once
 */
public record GitRemote(String url, Optional<GitUrl> origin, List<Rewrite> rewrites) {

  /** {@code url.<replacement>.insteadOf = <match>}; the replacement may hold the job's token. */
  public record Rewrite(String replacement, String match) {
    @Override
    public String toString() {
      return "Rewrite[" + match + "]";
    }
  }

  /**
   * What of the runner's settings matters here.
   *
   * @param runnerUrl {@code url}
   * @param cloneUrl {@code clone_url}; empty for none
   * @param withoutTokens {@code FF_GIT_URLS_WITHOUT_TOKENS}
   */
  public record Rules(String runnerUrl, String cloneUrl, boolean withoutTokens) {}

  private static final String USER = "gitlab-ci-token";

  public GitRemote {
    rewrites = List.copyOf(rewrites);
  }

  /** The remote of a job. */
  public static GitRemote of(
      Rules rules, JobPayload payload, JobVariables variables, boolean forceHttps) {
    String token = payload.token();
    Optional<GitUrl> full = fullUrl(rules, payload, variables);
    String received = payload.git().repoUrl();
    String plain = full.map(url -> url.withoutCredentials().text()).orElse(received);
    Set<Rewrite> rewrites = new LinkedHashSet<>();
    if (!rules.withoutTokens()) {
      full.filter(url -> !url.text().equals(plain))
          .ifPresent(url -> rewrites.add(new Rewrite(url.text(), plain)));
    }
    Optional<GitUrl> base = baseUrl(rules).filter(GitUrl::isHttp);
    base.ifPresent(
        url -> {
          String bare = url.withUserInfo("").text();
          String authed =
              rules.withoutTokens() ? bare : url.withUserInfo(USER + ":" + token).text();
          if (!rules.withoutTokens()) {
            rewrites.add(new Rewrite(authed, bare));
          }
          if (forceHttps) {
            addSsh(rewrites, authed, variables);
          }
          if (!rules.withoutTokens()) {
            GitUrl.parse(received)
                .filter(GitUrl::isHttp)
                .ifPresent(repo -> addOrigin(rewrites, repo, token));
          }
        });
    return new GitRemote(plain, full, List.copyOf(rewrites));
  }

  /** Scheme, host and port of the remote; empty where they are not known. */
  public Optional<String> originText() {
    return origin.map(GitUrl::origin);
  }

  private static Optional<GitUrl> fullUrl(Rules rules, JobPayload payload, JobVariables variables) {
    Optional<GitUrl> base = GitUrl.parse(rules.cloneUrl());
    if (base.isEmpty()) {
      return GitUrl.parse(payload.git().repoUrl());
    }
    String project = variables.get("CI_PROJECT_PATH").orElse("");
    GitUrl url = withoutTrailingSlash(base.get());
    url = url.withPath(url.path() + "/" + project + ".git");
    if (url.isHttp()) {
      return Optional.of(url.withUserInfo(USER + ":" + payload.token()));
    }
    boolean namelessSsh = url.scheme().equals("ssh") && url.userInfo().isEmpty();
    return Optional.of(namelessSsh ? url.withUserInfo("git") : url);
  }

  private static Optional<GitUrl> baseUrl(Rules rules) {
    return GitUrl.parse(rules.cloneUrl())
        .or(() -> GitUrl.parse(rules.runnerUrl()))
        .map(GitRemote::withoutTrailingSlash);
  }

  private static void addSsh(Set<Rewrite> rewrites, String base, JobVariables variables) {
    String host =
        variables
            .get("CI_SERVER_SHELL_SSH_HOST")
            .filter(name -> !name.isEmpty())
            .or(() -> variables.get("CI_SERVER_HOST"))
            .orElse("");
    if (host.isEmpty()) {
      return;
    }
    String port = variables.get("CI_SERVER_SHELL_SSH_PORT").orElse("");
    if (port.isEmpty() || port.equals("22")) {
      rewrites.add(new Rewrite(base + "/", "git@" + host + ":"));
      rewrites.add(new Rewrite(base, "ssh://git@" + host));
    } else {
      rewrites.add(new Rewrite(base, "ssh://git@" + host + ":" + port));
    }
  }

  private static void addOrigin(Set<Rewrite> rewrites, GitUrl repo, String token) {
    GitUrl origin = repo.withPath("");
    rewrites.add(
        new Rewrite(
            origin.withUserInfo(USER + ":" + token).text(), origin.withUserInfo("").text()));
  }

  private static GitUrl withoutTrailingSlash(GitUrl url) {
    return url.path().endsWith("/") ? url.withPath(url.path().replaceAll("/+$", "")) : url;
  }
}
