package dev.slipway.domain.script;

import dev.slipway.domain.sources.GitConfigText;
import dev.slipway.domain.sources.GitRemote;
import dev.slipway.domain.variable.Variable;
import java.util.List;
import java.util.Optional;

/**
 * Git's configuration of the user that runs a stage. In the helper it is the user's own file where
 * that can be written, because every version of git reads it; elsewhere (no passwd entry, read-only
 * root) it is a file beside the project that {@code GIT_CONFIG_GLOBAL} names and that includes what
 * the user had. With {@code FF_GIT_URLS_WITHOUT_TOKENS} it is always that file, in every stage.
 */
record GitGlobalConfig(ScriptContext context, JobFiles files) {

  /** In the stage that gets the sources: what GitLab's host and the project directory need. */
  void writeForSources(ScriptWriter script, GitRemote remote) {
    script.removeAll(List.of(files.gitGlobalConfig()));
    String text = "\n" + settings(remote);
    if (context.withoutTokens()) {
      script.git().makeGlobalConfig(files.gitGlobalConfig(), includeExternal() + text);
      return;
    }
    script.git().ifUserConfigRefuses(text);
    script.git().makeGlobalConfig(files.gitGlobalConfig(), text);
    script.end();
  }

  /** In the other stages of the helper: the file of the first one, where it made one. */
  void useInHelper(ScriptWriter script) {
    script.git().useGlobalConfigIfReadable(files.gitGlobalConfig());
  }

  /** In the build container. */
  void useInBuild(ScriptWriter script) {
    if (!context.withoutTokens()) {
      return;
    }
    script
        .ifFile(files.gitGlobalConfigOfBuild())
        .git()
        .useGlobalConfig(files.gitGlobalConfigOfBuild());
    script.orElse();
    script.git().makeGlobalConfig(files.gitGlobalConfigOfBuild(), includeExternal());
    script.end();
  }

  private String includeExternal() {
    return new GitConfigText().section("include").key("path", files.gitExternalConfig()).text();
  }

  private String settings(GitRemote remote) {
    GitConfigText text = new GitConfigText();
    if (context.runner().safeDirectoryCheckout()) {
      text.section("safe").key("directory", context.directories().project());
    }
    Optional<String> origin = remote.originText();
    if (origin.isPresent() && remote.origin().filter(url -> url.isHttp()).isPresent()) {
      GitConfigText tls = new GitConfigText().section("http", origin.get());
      int empty = tls.text().length();
      tlsKey(tls, "CI_SERVER_TLS_CA_FILE", "sslCAInfo");
      tlsKey(tls, "CI_SERVER_TLS_CERT_FILE", "sslCert");
      tlsKey(tls, "CI_SERVER_TLS_KEY_FILE", "sslKey");
      return text.text() + (tls.text().length() > empty ? tls.text() : "");
    }
    return text.text();
  }

  private void tlsKey(GitConfigText tls, String variable, String key) {
    Optional<Variable> found = context.variables().find(variable);
    found.ifPresent(
        file -> tls.key(key, file.file() ? context.variables().pathOf(file.key()) : file.value()));
  }
}
