package dev.slipway.domain.script;

import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.sources.GitConfigText;
import dev.slipway.domain.sources.GitRemote;

/**
 * The texts of git's configuration files for one job: the template of a new repository and the
 * external file with the credentials.
 */
record GitFiles(ScriptContext context, JobFiles files) {

  /** The template's {@code config}, without a remote. */
  String template() {
    return new GitConfigText()
        .section("init")
        .key("defaultBranch", "none")
        .section("fetch")
        .key("recurseSubmodules", "false")
        .section("credential")
        .key("interactive", "never")
        .section("gc")
        .key("autoDetach", "false")
        .section("include")
        .key("path", files.gitExternalConfig())
        .text();
  }

  /** The same text that {@code git remote add origin} would append. */
  static String remoteSection(GitRemote remote) {
    return new GitConfigText()
        .section("remote", "origin")
        .key("url", remote.url())
        .key("fetch", "+refs/heads/*:refs/remotes/origin/*")
        .text();
  }

  /** The external file; it holds the job's token and is removed in the cleanup stage. */
  String external(GitRemote remote) {
    GitConfigText text = new GitConfigText();
    if (hasCorrelationHeader()) {
      text.section("http")
          .key("extraHeader", "X-Gitaly-Correlation-ID: " + context.correlationId());
    }
    if (context.enabled(FeatureFlag.USE_GIT_BUNDLE_URIS)) {
      text.section("transfer").key("bundleURI", "true");
    }
    for (GitRemote.Rewrite rewrite : remote.rewrites()) {
      text.section("url", rewrite.replacement()).key("insteadOf", rewrite.match());
    }
    return text.text() + credentialHelper(remote);
  }

  /** The helper that answers with the job's token; empty unless URLs go without tokens. */
  String credentialHelper(GitRemote remote) {
    if (!context.withoutTokens() || remote.originText().isEmpty()) {
      return "";
    }
    return new GitConfigText()
        .section("credential", remote.originText().get())
        .key("helper", "") // drops the helpers of the system
        .key(
            "helper",
            "!f() { if [ \"$1\" = get ]; then printf 'password=%s\\n' \"$CI_JOB_TOKEN\"; fi; }; f")
        .key("username", "gitlab-ci-token")
        .text();
  }

  /** Whether git's requests carry the id of the request that brought the job. */
  boolean hasCorrelationHeader() {
    return context.enabled(FeatureFlag.USE_GITALY_CORRELATION_ID)
        && !context.correlationId().isEmpty();
  }
}
