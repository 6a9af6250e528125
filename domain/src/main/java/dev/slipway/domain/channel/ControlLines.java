package dev.slipway.domain.channel;

import dev.slipway.domain.stage.ContainerRole;
import java.util.List;

/**
 * The lines that a container's first process reads.
 *
 * <p>Every line is one brace group, so that a line cut in the middle is a syntax error and runs
 * nothing; and every line but the first checks the channel's word, so that bytes of an older attach
 * do nothing.
 */
public final class ControlLines {
  private static final int STARTED = 77;

  /**
   * Waits for lines and runs each in a subshell: a failed redirect, a syntax error or an {@code
   * exec} cannot end the first process. Empty lines cost no fork, because many of them end a body
   * that was cut. The trap ends a deletion at once instead of after the grace period. The loop
   * keeps in mind which scripts it has started, where no job can change it. Options that a profile
   * of the image has set ({@code BASH_ENV}, {@code SHELLOPTS}) are the scripts' own affair: with
   * {@code errexit} the first line that fails would end the container.
   */
  private static final String LOOP =
      "set +aefuvxC; slipway_loop=1; slipway_started=\" \"; trap \"exit 0\" TERM; while IFS= read -r line; do case $line in ?*) ( eval \"$line\" ); [ $? -ne "
          + STARTED
          + " ] || { line=${line#: }; slipway_started=\"$slipway_started${line%%;*} \"; };; esac; done";

  private static final String WITH_LOOP = "-c '" + LOOP + "' $s";

  private final ChannelPaths paths;
  private final ContainerRole role;
  private final String word;

  /**
   * @param word random letters and digits, new for each attach
   */
  public ControlLines(ChannelPaths paths, ContainerRole role, String word) {
    this.paths = paths;
    this.role = role;
    this.word = word;
  }

  /** The command of a standing container: the first shell found runs the loop, as {@code $0}. */
  public static List<String> containerCommand() {
    return List.of("sh", "-c", ShellSearch.becomeOrFail(WITH_LOOP));
  }

  /**
   * The first line of an attach: takes the channel over, makes the log file writable for every uid,
   * and asks what the image has. The answer is {@link ChannelAnswer.Probed}; it does not go through
   * the log, where it would have to stand on a line of its own.
   */
  public String hello() {
    return "{ umask 0; %s; : >>%s; echo %s >%s; printf 'probe %s %%s\\n' \"$(for t in %s; do command -v $t >/dev/null && printf '%%s ' $t; done)\" >>%s; }\n"
        .formatted(
            plain(wordFile(), paths.answersFile(), paths.logFile()),
            paths.logFile(),
            word,
            wordFile(),
            word,
            String.join(" ", ShellTools.ASKED),
            paths.answersFile());
  }

  /**
   * Shell code that takes away what a job has put in the place of a file: a link, a pipe or a
   * device would take what is written elsewhere, or would never let go of who reads it.
   */
  static String plain(String... files) {
    return "for f in "
        + String.join(" ", files)
        + "; do if [ -h $f ] || { [ -e $f ] && [ ! -f $f ]; }; then rm -rf $f; fi; done";
  }

  /** Makes sure of a log file that every uid can write; nothing where that cannot be. */
  String logFile() {
    String log = paths.logFile();
    return "( umask 0; %s; : >>%s ) 2>/dev/null".formatted(plain(log), log);
  }

  /**
   * Makes the loop of a plain shell that an image's own entrypoint has opened; nothing where the
   * loop runs already. Whatever follows in the same breath may be lost: some shells read ahead.
   */
  public static String takeOver() {
    return "[ -n \"${slipway_loop-}\" ] || { " + ShellSearch.become(WITH_LOOP) + "; }\n";
  }

  /**
   * Prints a line to the container's own output, which ends what an entrypoint has printed there.
   */
  public String mark() {
    return "{ printf '%s\\n' '" + markLine() + "'; }\n";
  }

  /** The line that {@link #mark} prints. */
  public String markLine() {
    return MarkerScanner.startLine(word);
  }

  /**
   * Ends a body that was cut: so many empty lines that the reader of the body has what it waits
   * for. Harmless where nobody waits.
   */
  public static String endOfCutBody(int bodyBytes) {
    return "\n".repeat(bodyBytes + 1);
  }

  /**
   * Ends a script's whole process group; {@code signal} without SIG: TERM or KILL. The first
   * process of the group is looked for where a job has spoiled the file that names it.
   */
  public String kill(ScriptTicket ticket, String signal) {
    // The form with "--" fails in busybox.
    String kill = "kill -" + signal + " -";
    String byProc = forEachProcess(ticket, kill + "${p#/proc/}", ":");
    return guarded("{ %s || %s; } 2>/dev/null".formatted(byPid(ticket, kill + "$g"), byProc));
  }

  /**
   * Asks whether a script that this loop has started and that has not told its end still runs.
   * Where nothing is found of it, nor of what waits for it, and nothing was found when this was
   * asked before, the file that says so is left beside the log: {@link ScriptTicket#vanishedFile}
   * among the ended ones. Once is not enough: on a node without a free core a script that is just
   * starting, or just ending, is not found for seconds.
   */
  public String check(ScriptTicket ticket) {
    String missed = file(ticket, ".missed-");
    return guarded(
        "%s || { if [ -e %s ] || %s; then [ ! -e %s ] || rm -f %s; elif [ -e %s ]; then : >%s; else : >%s; fi; }"
            .formatted(
                notStarted(ticket),
                file(ticket, ".exit-"),
                alive(ticket),
                missed,
                missed,
                missed,
                paths.scripts() + "/.exit-" + ticket.vanishedFile(),
                missed));
  }

  // A job may have spoiled the pid's file.
  private String alive(ScriptTicket ticket) {
    String waits = "[ ! $p/fd/3 -ef " + file(ticket, "") + " ] || exit 0";
    String byProc = "( " + forEachProcess(ticket, "exit 0", waits) + "; exit 1 )";
    return "{ %s || %s; } 2>/dev/null".formatted(byPid(ticket, "kill -0 -$g"), byProc);
  }

  private String byPid(ScriptTicket ticket, String action) {
    String pid = file(ticket, ".pid-");
    return "{ [ -f %s ] && read -r g <%s && %s; }".formatted(pid, pid, action);
  }

  /**
   * Goes through all processes, as {@code $p}. The script's arguments name its file, and what waits
   * for it holds that file open.
   */
  private String forEachProcess(ScriptTicket ticket, String ofScript, String ofEach) {
    return "for p in /proc/[0-9]*; do c=; IFS= read -r c <$p/cmdline; case $c in *%s*) %s;; esac; %s; done"
        .formatted(file(ticket, ""), ofScript, ofEach);
  }

  /**
   * A line that starts a script, of which the loop keeps that it has.
   *
   * @param command {@link #started} where it has started the script
   */
  String starting(ScriptTicket ticket, String command) {
    return ": " + ticket.file() + "; " + guarded(command);
  }

  /** Fails where the loop has started the script, whatever the job did to the files that say so. */
  static String notStarted(ScriptTicket ticket) {
    return "case $slipway_started in *\" " + ticket.file() + " \"*) false;; esac";
  }

  /** Ends a line that has started its script. */
  static String started() {
    return "exit " + STARTED;
  }

  private String guarded(String command) {
    return "{ [ -f "
        + wordFile()
        + " ] && read -r w <"
        + wordFile()
        + " && [ \"$w\" = "
        + word
        + " ] && { "
        + command
        + "; }; }\n";
  }

  String file(ScriptTicket ticket, String prefix) {
    return paths.scripts() + "/" + prefix + ticket.file();
  }

  ChannelPaths paths() {
    return paths;
  }

  private String wordFile() {
    return paths.scripts() + "/.channel-" + role.container();
  }
}
