package dev.slipway.domain.script;

import java.util.Collection;
import java.util.List;

/**
 * Writes for bash, dash and busybox alike; the script's frame sees to it that a command that fails
 * ends the script.
 */
final class BashWriter implements ScriptWriter {
  private static final String CHECK =
      "slipway_code=$?; if [ $slipway_code -ne 0 ]; then exit $slipway_code; fi";

  private final ScriptLines lines = new ScriptLines();
  private final BashExports exports = new BashExports(this, lines);

  /** Shell code, one line or several. */
  BashWriter line(String code) {
    lines.add(code);
    return this;
  }

  @Override
  public BashWriter command(List<String> words) {
    return line(words(words));
  }

  /** The words of a command as shell code. */
  private static String words(Collection<String> words) {
    return String.join(" ", words.stream().map(ShellQuote::quote).toList());
  }

  @Override
  public BashWriter emptyLine() {
    return line("printf '\\n'");
  }

  @Override
  public BashWriter print(String text) {
    return line("printf '%s\\n' " + ShellQuote.quote(withoutNul(text)));
  }

  @Override
  public boolean canExport(String key) {
    return BashExports.canExport(key);
  }

  @Override
  public BashWriter export(String key, String value) {
    exports.export(key, value);
    return this;
  }

  @Override
  public BashWriter writeFile(String path, String text) {
    return line("printf '%s' " + ShellQuote.quote(text) + " > " + ShellQuote.quote(path));
  }

  @Override
  public BashWriter appendFile(String path, String text) {
    return line("printf '%s' " + ShellQuote.quote(text) + " >> " + ShellQuote.quote(path));
  }

  @Override
  public BashWriter commandWith(String key, String value, List<String> words) {
    return line(key + "=" + ShellQuote.quote(value) + " " + words(words));
  }

  @Override
  public BashWriter noOptionalWordsIfRemembered(String name) {
    return line("if [ -n \"$" + name + "\" ]; then set --; fi");
  }

  @Override
  public BashWriter commandWithOptional(List<String> before, List<String> after) {
    return line(words(before) + " \"$@\" " + words(after));
  }

  @Override
  public BashWriter rememberExists(String name, String path) {
    return line("%s=; if [ -e %s ]; then %s=1; fi".formatted(name, ShellQuote.quote(path), name));
  }

  @Override
  public BashWriter ifRemembered(String name) {
    return ifCode("[ -n \"$" + name + "\" ]");
  }

  @Override
  public BashWriter commandIfRemembered(String name, List<String> words) {
    return line("if [ -n \"$" + name + "\" ]; then " + words(words) + "; fi");
  }

  @Override
  public BashWriter readEnvironment(String path, boolean lenient) {
    String file = ShellQuote.quote(path);
    line("[ -e " + file + " ] || : > " + file);
    if (lenient) {
      return line("while IFS=' \t' read -r slipway_line || [ -n \"$slipway_line\" ]; do")
          .line("  case ${slipway_line%%=*} in")
          .line("    \"$slipway_line\" | '' | [0-9]* | *[!A-Za-z0-9_]*) ;;")
          .line("    *) export \"${slipway_line?}\" ;;")
          .line("  esac")
          .line("done < " + file);
    }
    return this
        // the tab and the blank: a variable of the job may have changed IFS
        .line("while IFS=' \t' read -r slipway_line; do")
        .line("  export \"${slipway_line?}\"")
        .line("done < " + file);
  }

  @Override
  public BashWriter tellHost(String before, String after) {
    // the kubelet sets HOSTNAME, and bash does by itself: the command is for the rest
    return line(
        "printf '" + before + "%s%s\\n' \"${HOSTNAME:-$(hostname)}\" " + ShellQuote.quote(after));
  }

  @Override
  public BashWriter giveLike(String file, String directory, boolean told) {
    String path = ShellQuote.quote(file);
    String quoted = ShellQuote.quote(directory);
    ifCode("[ -e " + path + " ] && [ -d " + quoted + " ]");
    line("slipway_owner=$(stat -c '%u:%g' " + path + ")");
    if (told) {
      line("printf 'Setting ownership for %s to %s\\n' " + quoted + " \"$slipway_owner\"");
    }
    return line("chown -R \"$slipway_owner\" " + quoted).end();
  }

  @Override
  public GitLines git() {
    return new BashGitLines(this);
  }

  @Override
  public BashWriter cd(String path) {
    return command(List.of("cd", path));
  }

  @Override
  public BashWriter makeDirectory(String path) {
    String quoted = ShellQuote.quote(path);
    return line("[ -d " + quoted + " ] || mkdir -p " + quoted);
  }

  @Override
  public BashWriter removeDirectory(String path) {
    String quoted = ShellQuote.quote(path);
    return ifDirectory(path)
        .line("rm -rf " + quoted + " 2>/dev/null || {")
        .line("  chmod -R u+rwX " + quoted)
        .line("  rm -rf " + quoted)
        .line("}")
        .end();
  }

  @Override
  public BashWriter removeAll(Collection<String> paths) {
    if (paths.isEmpty()) {
      return this;
    }
    line("set --");
    for (String path : paths) {
      String quoted = ShellQuote.quote(path);
      line(
          "if [ -e "
              + quoted
              + " ] || [ -L "
              + quoted
              + " ]; then set -- \"$@\" "
              + quoted
              + "; fi");
    }
    return line("if [ $# -gt 0 ]; then rm -rf \"$@\"; fi");
  }

  @Override
  public BashWriter ifDirectory(String path) {
    return open("if [ -d " + ShellQuote.quote(path) + " ]; then");
  }

  @Override
  public BashWriter ifFile(String path) {
    return open("if [ -e " + ShellQuote.quote(path) + " ]; then");
  }

  @Override
  public BashWriter ifSucceeds(List<String> words) {
    return ifCode(words(words));
  }

  @Override
  public BashWriter ifSucceedsQuietly(List<String> words) {
    return ifCode(words(words) + " >/dev/null 2>&1");
  }

  @Override
  public BashWriter ifProgram(String name) {
    return ifSucceedsQuietly(List.of("command", "-v", name));
  }

  /** Opens a branch for shell code that succeeds. */
  BashWriter ifCode(String code) {
    return open("if " + code + "; then");
  }

  @Override
  public BashWriter orElse() {
    lines.turn("else");
    return this;
  }

  @Override
  public BashWriter end() {
    lines.close("fi");
    return this;
  }

  @Override
  public BashWriter userCommands(List<String> commands, String section, UserCommandStyle style) {
    new UserCommands(
            this,
            lines,
            (id, header) -> BashSections.around(this, id, header),
            style.checkExitCode() ? CHECK : "")
        .write(commands, section, style);
    return this;
  }

  @Override
  public String body() {
    return lines.text();
  }

  @Override
  public BashWriter withoutWarnings() {
    lines.forgetWarnings();
    return this;
  }

  @Override
  public List<String> warnings() {
    return lines.warnings();
  }

  private BashWriter open(String code) {
    lines.open(code);
    return this;
  }

  private static String withoutNul(String text) {
    return text.replace("\0", "");
  }
}
