package dev.slipway.domain.script;

import java.util.List;
import java.util.stream.Collectors;

/** Asks it of git in bash, dash and busybox. */
record BashGitLines(BashWriter script) implements GitLines {
  // Where git knows LFS its command is in the path or with git's own; asking git costs a process.
  private static final String LFS_THERE =
      "command -v git-lfs >/dev/null 2>&1 || [ -x /usr/libexec/git-core/git-lfs ]"
          + " || [ -x /usr/lib/git-core/git-lfs ]";

  @Override
  public void forgetCredential(String origin) {
    script.line(
        "printf 'url=%s\\nusername=gitlab-ci-token\\n' "
            + ShellQuote.quote(origin)
            + " | git credential reject 2>/dev/null || :");
  }

  @Override
  public BashWriter ifAtLeast(int major, int minor) {
    return script
        .line("slipway_git=$(git version)")
        .line("slipway_git=${slipway_git#git version }")
        .line("slipway_major=${slipway_git%%.*}")
        .line("slipway_minor=${slipway_git#*.}")
        .line("slipway_minor=${slipway_minor%%.*}")
        .ifCode(
            "[ \"$slipway_major\" -gt %d ] || { [ \"$slipway_major\" -eq %d ] && [ \"$slipway_minor\" -ge %d ]; }"
                .formatted(major, major, minor));
  }

  @Override
  public void withoutMaintenance() {
    script.line("set -- -c maintenance.auto=false");
  }

  @Override
  public BashWriter ifLfs() {
    return script.ifCode(LFS_THERE);
  }

  @Override
  public BashWriter ifLfsIsUsed() {
    return script.ifCode(
        "[ -s .git/info/attributes ] || git grep --cached -q -e filter=lfs -- "
            + "':(glob)**/.gitattributes'");
  }

  @Override
  public void removeLocks(String directory) {
    removeFound(directory, "-name '*.lock' -type f");
  }

  @Override
  public void removeNamed(String directory, List<String> files) {
    removeFound(directory, named(files));
  }

  @Override
  public void removeNamedAndHooks(String directory, List<String> files) {
    removeFound(directory, "\\( " + named(files) + " -o -type d -name hooks \\) -prune");
  }

  private static String named(List<String> files) {
    return files.stream()
        .map(name -> "-name " + name)
        .collect(Collectors.joining(" -o ", "-type f \\( ", " \\)"));
  }

  // With ";" and not "+": there is next to nothing to remove, and every find knows it.
  private void removeFound(String directory, String matches) {
    script
        .ifDirectory(directory)
        .line("find " + ShellQuote.quote(directory) + " " + matches + " -exec rm -rf {} \\;")
        .end();
  }

  @Override
  public BashWriter ifUserConfigRefuses(String text) {
    script.line("slipway_config=${GIT_CONFIG_GLOBAL:-${HOME:+$HOME/.gitconfig}}");
    // the test of [ -f ] is for a user's GIT_CONFIG_GLOBAL=/dev/null, which takes and forgets all
    return script.ifCode(
        "[ -z \"$slipway_config\" ] || ! { printf '%s' "
            + ShellQuote.quote(text)
            + " >> \"$slipway_config\"; } 2>/dev/null || [ ! -f \"$slipway_config\" ]");
  }

  @Override
  public void makeGlobalConfig(String path, String text) {
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
        .line("} > " + file);
    useGlobalConfig(path);
  }

  @Override
  public BashWriter useGlobalConfig(String path) {
    return script.line("export GIT_CONFIG_GLOBAL=" + ShellQuote.quote(path));
  }

  @Override
  public void useGlobalConfigIfReadable(String path) {
    String file = ShellQuote.quote(path);
    script.line("if [ -r " + file + " ]; then export GIT_CONFIG_GLOBAL=" + file + "; fi");
  }
}
