package dev.slipway.domain.channel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A script on its way: one command line, then the script's bytes with a {@code #} before each line,
 * so that a stray tail of it is a comment wherever it ends up.
 *
 * @param bytes the command line and the body
 * @param bodyBytes how many of them are the body
 */
public record ScriptDelivery(byte[] bytes, int bodyBytes) {
  /** The code of a script that ended with 0, but whose file is not what was sent. */
  public static final int ALTERED = 999;

  /**
   * Puts a script on its way. Sent twice, it still runs once: a file that only one can make is the
   * start guard.
   *
   * @param script the script's text
   * @param umaskZero files made by the script are writable for all (helper stages)
   */
  public static ScriptDelivery of(
      ControlLines lines, ShellTools tools, ScriptTicket ticket, String script, boolean umaskZero) {
    String text = script.endsWith("\n") ? script : script + "\n";
    byte[] textBytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] body =
        ("#" + text.substring(0, text.length() - 1).replace("\n", "\n#") + "\n")
            .getBytes(StandardCharsets.UTF_8);
    boolean byBytes = tools.has("head") && tools.has("sed");
    String save = byBytes ? saveBytes(lines, tools, ticket, body) : saveLines(lines, ticket, text);
    String place =
        "{ %s && %s || { rm -f %s; false; }; }"
            .formatted(
                byBytes ? placeBytes(lines, ticket) : placeLines(lines, ticket),
                check(tools, "<" + lines.file(ticket, ""), textBytes, "true", "false"),
                lines.file(ticket, ".started-"));
    // The script's own file is written by the one who has won: a second delivery must not touch
    // what runs already. One that found no room has not begun, and the next delivery may try again.
    // What is not run any more holds no secret any more.
    String part = lines.file(ticket, ".part-");
    String command =
        String.join(
                " && ",
                save,
                ControlLines.notStarted(ticket),
                guard(lines, ticket),
                place,
                run(lines, tools, ticket, textBytes, umaskZero),
                ControlLines.started())
            + " || "
            + emptied(part);
    byte[] line = lines.starting(ticket, command).getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[line.length + body.length];
    System.arraycopy(line, 0, all, 0, line.length);
    System.arraycopy(body, 0, all, line.length, body.length);
    return new ScriptDelivery(all, body.length);
  }

  // The script holds secrets: only its own user may read it.
  private static String saveBytes(
      ControlLines lines, ShellTools tools, ScriptTicket ticket, byte[] body) {
    String part = lines.file(ticket, ".part-");
    return "( umask 077; head -c %d >%s && %s )"
        .formatted(body.length, part, check(tools, "<" + part, body, "true", "false"));
  }

  private static String placeBytes(ControlLines lines, ScriptTicket ticket) {
    String part = lines.file(ticket, ".part-");
    return "( umask 077; sed 's/^#//' <%s >%s ) && rm -f %s"
        .formatted(part, lines.file(ticket, ""), part);
  }

  // An image without head or sed: the shell's own commands, line by line.
  private static String saveLines(ControlLines lines, ScriptTicket ticket, String text) {
    long count = text.chars().filter(c -> c == '\n').count();
    return "( umask 077; i=0; while [ $i -lt %d ] && IFS= read -r l; do printf '%%s\\n' \"${l#?}\"; i=$((i+1)); done >%s; [ $i -eq %d ] )"
        .formatted(count, lines.file(ticket, ".part-"), count);
  }

  private static String placeLines(ControlLines lines, ScriptTicket ticket) {
    return "( umask 077; while IFS= read -r l; do printf '%%s\\n' \"$l\"; done <%s >%s ) && %s"
        .formatted(
            lines.file(ticket, ".part-"),
            lines.file(ticket, ""),
            emptied(lines.file(ticket, ".part-")));
  }

  // In a subshell: in some shells a redirect that fails ends the one that it stands in.
  private static String emptied(String file) {
    return "( : >" + file + " ) 2>/dev/null";
  }

  // What the tool prints of the content is compared.
  private static String check(
      ShellTools tools, String input, byte[] content, String withoutTools, String withoutAnswer) {
    String says;
    String right;
    if (tools.has("cksum")) {
      says = "cksum";
      right = "\"%d %d\"*".formatted(PosixCksum.of(content), content.length);
    } else if (tools.has("sha256sum")) {
      says = "sha256sum";
      right = digest("SHA-256", content) + "*";
    } else if (tools.has("md5sum")) {
      says = "md5sum";
      right = digest("MD5", content) + "*";
    } else if (tools.has("wc")) {
      says = "wc -c";
      right = "%d|*' %d'".formatted(content.length, content.length);
    } else {
      return withoutTools;
    }
    return "case \"$(%s %s 2>/dev/null)\" in %s) ;; '') %s;; *) false;; esac"
        .formatted(says, input, right, withoutAnswer);
  }

  // Of two deliveries one wins: with noclobber the file can be made once.
  private static String guard(ControlLines lines, ScriptTicket ticket) {
    return "( set -C; : >%s ) 2>/dev/null".formatted(lines.file(ticket, ".started-"));
  }

  // Only the script is in the process group that a cancel kills: marker and tee stay outside, and
  // the code survives in shells without pipefail. The code is also left in a file, for the case
  // that the log cannot take the marker. What bash says of a killed script, with the path of its
  // file, is nothing for the log. A script whose file was emptied before a shell read it ends well
  // and has done nothing: so the file is kept open and compared once more.
  private static String run(
      ControlLines lines, ShellTools tools, ScriptTicket ticket, byte[] text, boolean umaskZero) {
    String script = lines.file(ticket, "");
    String pid = lines.file(ticket, ".pid-");
    String exit = lines.file(ticket, ".exit-");
    String start = tools.has("setsid") ? "setsid \"$0\" " + script : "\"$0\" " + script;
    // Without setsid, job control gives the script a group of its own; left on, it would talk.
    String inGroup = tools.has("setsid") ? "" : "set -m 2>/dev/null; ";
    String outAgain = tools.has("setsid") ? "" : "set +m 2>/dev/null; ";
    String umask = umaskZero ? "umask 0000; " : "";
    // The script may have removed the tool that would tell.
    String notEmpty = "IFS= read -r l <&3";
    String whole = check(tools, "<&3", text, notEmpty, notEmpty);
    String group =
        "printf '%s\\n'; ".formatted(MarkerScanner.startLine(ticket.startWord()))
            + inGroup
            + umask
            + "%s </dev/null 3<&- & %secho $! >%s; wait $! 2>/dev/null; c=$?; "
                .formatted(start, outAgain, pid)
            + "[ $c -ne 0 ] || %s || c=%d; ".formatted(whole, ALTERED)
            + "{ echo $c >%s; } 2>/dev/null; %s; ".formatted(exit, emptied(script))
            + end(lines, tools, ticket);
    String sink = tools.has("tee") ? " 2>&1 | tee -a %s" : " >>%s 2>&1";
    return "{ %s; ( ( { %s; } 3<%s )%s ) & }"
        .formatted(lines.logFile(), group, script, sink.formatted(lines.paths().logFile()));
  }

  // A job may have killed what takes its output: then the end goes to the log without it.
  private static String end(ControlLines lines, ShellTools tools, ScriptTicket ticket) {
    String end =
        "printf '\\n%s%%d, \"script\": \"%s\"}\\n' $c"
            .formatted(MarkerScanner.END_PREFIX, ticket.endWord());
    return tools.has("tee")
        ? "trap \"\" PIPE; %s 2>/dev/null || %s >>%s".formatted(end, end, lines.paths().logFile())
        : end;
  }

  private static String digest(String algorithm, byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
