package dev.slipway.domain.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes the body of a stage script, line by line, in the words of the shell. Whoever makes a
 * script says here what is to happen; what that is called in the shell, and how text and paths are
 * quoted for it, is known only here and in {@link GitLines}.
 */
public final class ScriptWriter {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final int ENTRY_BYTES_MAX = 131_072; // MAX_ARG_STRLEN of Linux, with 4 KiB pages
  private static final int UTF8_BYTES_MAX = 3; // of one char of a String
  private static final String GREEN = "\u001b[32;1m";
  private static final String YELLOW = "\u001b[0;33m";
  private static final String RED = "\u001b[31;1m";
  private static final String RESET = "\u001b[0;m";

  private final StringBuilder body = new StringBuilder();
  private final List<String> warnings = new ArrayList<>();
  private int depth;

  /** Shell code, one line or several. */
  ScriptWriter line(String code) {
    body.append("  ".repeat(depth)).append(code).append('\n');
    return this;
  }

  /** A command and its arguments. */
  public ScriptWriter command(String... words) {
    return command(List.of(words));
  }

  /** A command and its arguments. */
  public ScriptWriter command(List<String> words) {
    return line(words(words));
  }

  /** The words of a command as shell code. */
  private static String words(Collection<String> words) {
    return String.join(" ", words.stream().map(ShellQuote::quote).toList());
  }

  /** A line in green. */
  public ScriptWriter notice(String text) {
    return print(GREEN + text + RESET);
  }

  /** A line in yellow. */
  public ScriptWriter warning(String text) {
    return print(YELLOW + text + RESET);
  }

  /** A line in red. */
  public ScriptWriter error(String text) {
    return print(RED + text + RESET);
  }

  /** A line without colour. */
  public ScriptWriter plain(String text) {
    return print(RESET + text);
  }

  /** An empty line. */
  public ScriptWriter emptyLine() {
    return line("printf '\\n'");
  }

  /** A line as it is. */
  public ScriptWriter print(String text) {
    return line("printf '%s\\n' " + ShellQuote.quote(withoutNul(text)));
  }

  /** Whether a shell can export a variable of that name. */
  public static boolean canBeExported(String key) {
    return NAME.matcher(key).matches();
  }

  /**
   * Makes the variable known to the commands that follow; a value no shell can hold is a warning.
   */
  public ScriptWriter export(String key, String value) {
    if (!canBeExported(key)) {
      warnings.add(
          "Variable %s is left out of the scripts: its name is not one a shell can export. Use letters, digits and underscores, and no digit first."
              .formatted(shown(key)));
    } else if (!ShellQuote.canBeQuoted(value)) {
      warnings.add(
          "Variable %s is left out of the scripts: its value has a NUL character, which no shell can hold. Pass it base64-encoded."
              .formatted(key));
    } else if (isTooLong(key, value)) {
      warnings.add(
          "Variable %s is longer than the 128 KiB that Linux lets a process hand to another: only the script itself sees it, not the commands it starts. Use a variable of type file."
              .formatted(key));
      line("unset " + key).line(key + "=" + ShellQuote.quote(value));
    } else if (ReadOnlyNames.holds(key)) {
      exportIfAllowed(key, value);
    } else {
      line("export " + key + "=" + ShellQuote.quote(value));
    }
    return this;
  }

  /** Writes the content to the path and exports the path. */
  public ScriptWriter exportFile(String key, String content, String path) {
    if (canBeExported(key) && ShellQuote.canBeQuoted(content)) {
      writeFile(path, content);
      return export(key, path);
    }
    return export(key, content);
  }

  /** Replaces the file's content by the text, with the shell's own printf. */
  public ScriptWriter writeFile(String path, String text) {
    return line("printf '%s' " + ShellQuote.quote(text) + " > " + ShellQuote.quote(path));
  }

  /** Adds the text to the file's end. */
  ScriptWriter appendFile(String path, String text) {
    return line("printf '%s' " + ShellQuote.quote(text) + " >> " + ShellQuote.quote(path));
  }

  /** A command that alone sees the variable. */
  ScriptWriter commandWith(String key, String value, List<String> words) {
    return line(key + "=" + ShellQuote.quote(value) + " " + words(words));
  }

  /** Drops the optional words where what was remembered was there. */
  ScriptWriter noOptionalWordsIfRemembered(String name) {
    return line("if [ -n \"$" + name + "\" ]; then set --; fi");
  }

  /** A command with the optional words in its middle: {@link GitLines#withoutMaintenance}. */
  ScriptWriter commandWithOptional(List<String> before, List<String> after) {
    return line(words(before) + " \"$@\" " + words(after));
  }

  /** Keeps under a name whether the path is there now. */
  ScriptWriter rememberExists(String name, String path) {
    return line("%s=; if [ -e %s ]; then %s=1; fi".formatted(name, ShellQuote.quote(path), name));
  }

  /** Opens a branch for what was there when it was remembered. */
  ScriptWriter ifRemembered(String name) {
    return ifCode("[ -n \"$" + name + "\" ]");
  }

  /** A command only where what was remembered was there. */
  ScriptWriter commandIfRemembered(String name, List<String> words) {
    return line("if [ -n \"$" + name + "\" ]; then " + words(words) + "; fi");
  }

  /** Makes the file where it is missing, and exports each of its {@code KEY=value} lines. */
  ScriptWriter readEnvironment(String path) {
    String file = ShellQuote.quote(path);
    return line("[ -e " + file + " ] || : > " + file)
        // the tab and the blank: a variable of the job may have changed IFS
        .line("while IFS=' \t' read -r slipway_line; do")
        .line("  export \"${slipway_line?}\"")
        .line("done < " + file);
  }

  /** A line with the name of the host in its middle. */
  ScriptWriter tellHost(String before, String after) {
    // the kubelet sets HOSTNAME, and bash does by itself: the command is for the rest
    return line(
        "printf '" + before + "%s%s\\n' \"${HOSTNAME:-$(hostname)}\" " + ShellQuote.quote(after));
  }

  /** Gives the directory, where it and the file are there, to the file's owner. */
  ScriptWriter giveLike(String file, String directory, boolean told) {
    String path = ShellQuote.quote(file);
    String quoted = ShellQuote.quote(directory);
    ifCode("[ -e " + path + " ] && [ -d " + quoted + " ]");
    line("slipway_owner=$(stat -c '%u:%g' " + path + ")");
    if (told) {
      line("printf 'Setting ownership for %s to %s\\n' " + quoted + " \"$slipway_owner\"");
    }
    return line("chown -R \"$slipway_owner\" " + quoted).end();
  }

  /** What is asked of git. */
  GitLines git() {
    return new GitLines(this);
  }

  /** Changes the directory. */
  public ScriptWriter cd(String path) {
    return command("cd", path);
  }

  /** Makes the directory and its parents, and starts a process only where it is missing. */
  public ScriptWriter makeDirectory(String path) {
    String quoted = ShellQuote.quote(path);
    return line("[ -d " + quoted + " ] || mkdir -p " + quoted);
  }

  /**
   * Removes a directory with all that is in it. Where that fails, the owner's rights are given back
   * first: a job may have taken them away (Go's module cache does).
   */
  public ScriptWriter removeDirectory(String path) {
    String quoted = ShellQuote.quote(path);
    return ifDirectory(path)
        .line("rm -rf " + quoted + " 2>/dev/null || {")
        .line("  chmod -R u+rwX " + quoted)
        .line("  rm -rf " + quoted)
        .line("}")
        .end();
  }

  /** Removes the files and directories that there are, with one process or none. */
  public ScriptWriter removeAll(Collection<String> paths) {
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

  /** Opens a branch for a directory that exists. */
  public ScriptWriter ifDirectory(String path) {
    return open("if [ -d " + ShellQuote.quote(path) + " ]; then");
  }

  /** Opens a branch for a file that exists. */
  public ScriptWriter ifFile(String path) {
    return open("if [ -e " + ShellQuote.quote(path) + " ]; then");
  }

  /** Opens a branch for a command that succeeds. */
  ScriptWriter ifSucceeds(List<String> words) {
    return ifCode(words(words));
  }

  /** Opens a branch for a command that succeeds; its output is not shown. */
  ScriptWriter ifSucceedsQuietly(List<String> words) {
    return ifCode(words(words) + " >/dev/null 2>&1");
  }

  /** Opens a branch for a program that is in the path. */
  ScriptWriter ifProgram(String name) {
    return ifSucceedsQuietly(List.of("command", "-v", name));
  }

  /** Opens a branch for shell code that succeeds. */
  ScriptWriter ifCode(String code) {
    return open("if " + code + "; then");
  }

  /** The other branch. */
  public ScriptWriter orElse() {
    depth--;
    line("else");
    depth++;
    return this;
  }

  /** Closes a branch. */
  public ScriptWriter end() {
    depth--;
    return line("fi");
  }

  /**
   * The user's commands, each shown and then run as written.
   *
   * @param section the prefix of a section's name for commands of several lines
   */
  public ScriptWriter userCommands(List<String> commands, String section, UserCommandStyle style) {
    for (int i = 0; i < commands.size(); i++) {
      userCommand(commands.get(i).strip(), "section_" + section + "_" + i, style);
    }
    return this;
  }

  private void userCommand(String command, String sectionId, UserCommandStyle style) {
    if (command.isEmpty()) {
      emptyLine();
      return;
    }
    String shown = withoutNul(command);
    if (!shown.equals(command)) {
      warnings.add("A NUL character is left out of a command of the script: no shell can hold it.");
    }
    Optional<String> firstLine = shown.lines().findFirst().filter(line -> shown.indexOf('\n') >= 0);
    if (firstLine.isEmpty()) {
      notice("$ " + shown);
    } else if (style.sections()) {
      Sections.around(this, sectionId, GREEN + "$ " + shown + RESET);
    } else {
      notice("$ " + firstLine.get() + " # collapsed multi-line command");
    }
    body.append(shown).append('\n');
    if (style.checkExitCode()) {
      line("slipway_code=$?; if [ $slipway_code -ne 0 ]; then exit $slipway_code; fi");
    }
  }

  /** The body so far. */
  public String body() {
    return body.toString();
  }

  /** Forgets the warnings so far: another stage has said them. */
  ScriptWriter withoutWarnings() {
    warnings.clear();
    return this;
  }

  /** What could not be written, in order, each once. */
  public List<String> warnings() {
    return warnings.stream().distinct().toList();
  }

  private ScriptWriter open(String code) {
    line(code);
    depth++;
    return this;
  }

  /** Exported, such a variable would make every command fail with "Argument list too long". */
  private static boolean isTooLong(String key, String value) {
    int ending = "=\0".length();
    int charactersAtLeast = (ENTRY_BYTES_MAX - key.length() - ending) / UTF8_BYTES_MAX;
    return value.length() > charactersAtLeast
        && key.length() + value.getBytes(StandardCharsets.UTF_8).length + ending > ENTRY_BYTES_MAX;
  }

  private void exportIfAllowed(String key, String value) {
    String assignment = "export " + key + "=" + ShellQuote.quote(value);
    ifCode("(" + assignment + ") 2>/dev/null").line(assignment).orElse();
    warning("Variable %s is left out: this shell does not let it be set.".formatted(key));
    end();
  }

  private static String withoutNul(String text) {
    return text.replace("\0", "");
  }

  private static String shown(String key) {
    String printable = key.replaceAll("[^ -~]", "?");
    return "\"" + (printable.length() > 80 ? printable.substring(0, 80) + "…" : printable) + "\"";
  }
}
