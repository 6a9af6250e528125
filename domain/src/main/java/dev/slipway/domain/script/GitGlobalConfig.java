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
      seed(script, files.gitGlobalConfig(), includeExternal() + text);
      return;
    }
    script.line("slipway_config=${GIT_CONFIG_GLOBAL:-${HOME:+$HOME/.gitconfig}}");
    // the test of [ -f ] is for a user's GIT_CONFIG_GLOBAL=/dev/null, which takes and forgets all
    script.ifCode(
        "[ -z \"$slipway_config\" ] || ! { printf '%s' "
            + ShellQuote.quote(text)
            + " >> \"$slipway_config\"; } 2>/dev/null || [ ! -f \"$slipway_config\" ]");
    seed(script, files.gitGlobalConfig(), text);
    script.end();
  }

  /** In the other stages of the helper: the file of the first one, where it made one. */
  void useInHelper(ScriptWriter script) {
    String file = ShellQuote.quote(files.gitGlobalConfig());
    script.line("if [ -r " + file + " ]; then export GIT_CONFIG_GLOBAL=" + file + "; fi");
  }

  /** In the build container. */
  void useInBuild(ScriptWriter script) {
    if (!context.withoutTokens()) {
      return;
    }
    String file = ShellQuote.quote(files.gitGlobalConfigOfBuild());
    script.ifCode("[ -e " + file + " ]").line("export GIT_CONFIG_GLOBAL=" + file).orElse();
    seed(script, files.gitGlobalConfigOfBuild(), includeExternal());
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

  /** A new file: what the user had, then the text; a path git could not read is left out. */
  private static void seed(ScriptWriter script, String path, String text) {
    String file = ShellQuote.quote(path);
    script
        .line("if [ -n \"${GIT_CONFIG_GLOBAL:-}\" ]; then")
        .line("  set -- \"$GIT_CONFIG_GLOBAL\"")
        .line("else")
        .line(
            "  set -- \"${XDG_CONFIG_HOME:-${HOME:-}/.config}/git/config\" \"${HOME:-}/.gitconfig\"")
        .line("fi")
        .line("{")
        .line("  for slipway_file in \"$@\"; do")
        .line("    case $slipway_file in *'\"'* | *'\\'*) continue ;; esac")
        .line("    if [ -f \"$slipway_file\" ] && [ -r \"$slipway_file\" ]; then")
        .line("      printf '[include]\\n\\tpath = \"%s\"\\n' \"$slipway_file\"")
        .line("    fi")
        .line("  done")
        .line("  printf '%s' " + ShellQuote.quote(text))
        .line("} > " + file)
        .line("export GIT_CONFIG_GLOBAL=" + file);
  }
}
