package dev.slipway.domain.channel;

import java.util.List;
import java.util.Map;

/**
 * The command that reads the log file for the manager: the log on standard output, answers and a
 * sign of life on standard error. It runs in the helper as long as the job; a new one ends the one
 * before. It ends by itself, with {@link #OTHER_BEGIN}, where the file is not what it was.
 */
public final class LogReaderCommand {
  /** How often the sign of life comes, seconds. */
  public static final int BEAT_SECONDS = 5;

  /**
   * The status that says: all that came was of the file as it was, and where that was emptied, what
   * comes next is its beginning. Whether it was, the next command finds out.
   */
  public static final int OTHER_BEGIN = 75;

  private LogReaderCommand() {}

  /**
   * The command.
   *
   * @param answersOffset how many bytes of the answers file are known already
   */
  public static List<String> of(ChannelPaths paths, LogPlace place, long answersOffset) {
    String log = paths.logFile();
    String answers = paths.answersFile();
    String pid = paths.scripts() + "/.log-reader";
    String script =
        "umask 0; "
            + ControlLines.plain(log, answers, pid)
            + "; : >>"
            + log
            + "; : >>"
            + answers
            + "; umask 022; "
            + "if read -r p <"
            + pid
            + "; then kill -TERM -$p; fi 2>/dev/null; echo $$ >"
            + pid
            + "; trap 'exit "
            + OTHER_BEGIN
            + "' USR1; again() { kill -USR1 0; }; "
            + follow(log)
            + begin(log, place)
            + "( cd "
            + paths.scripts()
            + "; a="
            + answers
            + "; k="
            + (answersOffset + 1)
            + "; i=; while :; do "
            // Answers go on in a new file where the job has removed the old one.
            + "if [ -f $a ] && [ ! -h $a ]; then j=$(ls -i $a); if [ \"$j\" != \"$i\" ]; then "
            + "[ -z \"$i\" ] || { kill $t; k=1; }; [ \"$(wc -c <$a)\" -ge $((k-1)) ] || k=1; "
            + "follow $a $k >&2 & t=$!; i=$j; fi; fi; "
            // So does the log; the script that removed it still writes into the old file. One that
            // was emptied, and is longer by now than it was, has another beginning. One that is
            // removed or made in this very moment is looked at with the next beat.
            + "if [ -f "
            + log
            + " ] && [ ! -h "
            + log
            + " ] && j=$(ls -i "
            + log
            + ") && n=$(head -c 99 "
            + log
            + ") && [ \"$j\" = \"$(ls -i "
            + log
            + ")\" ]; then [ \"$j\" = \"$l\" ] || { read_on 1 & l=$j; h=; }; "
            + "case \"$n\" in \"$h\"*) h=$n;; *) again;; esac; fi; "
            + "sleep "
            + BEAT_SECONDS
            + " || exit; echo beat .exit-* >&2; done ) & "
            + "read_on $(("
            + place.offset()
            + "-b+1))";
    return List.of("sh", "-c", script);
  }

  /**
   * Both ways of following a file. GNU's tail says that the file has become shorter before it
   * begins with it anew: that line goes to a pipe that nobody reads when it starts, which ends it
   * there. It warns of nothing else, as it does where it watches a name: what it reads is open
   * already, and it looks at that ten times a second. Another tail looks once a second, and so it
   * is looked here; each look compares the place that was read to with the size.
   */
  private static String follow(String log) {
    return "if tail --version >/dev/null 2>&1; then "
        + "follow() { exec tail -c +$2 -f $1; }; "
        + "read_on() { { { { ( trap \"\" PIPE; i=0; while [ $i -lt 1000 ] && echo; do i=$((i+1)); done ) "
        + "2>/dev/null; exec tail -c +$1 -s 0.1 -f <&4 2>&1 >&3; } | :; } 3>&1; } 4<"
        + log
        + "; again; }; "
        + "else follow() { { tail -c +$2; while :; do cat; sleep 0.1; done; } <$1; }; "
        + "read_on() { { tail -c +$1 <&3; while :; do p=0; read -r n p </proc/self/fdinfo/3; "
        + "set -- $(ls -lnL /proc/self/fd/3); n=${5:-$p}; [ $n -ge $p ] || break; "
        + "[ $n -eq $p ] || cat <&3; sleep 0.1; done; } 3<"
        + log
        + "; again; }; fi; ";
  }

  // Of a file whose first line is unknown, and was so never before, nothing has been read.
  private static String begin(String log, LogPlace place) {
    StringBuilder script = new StringBuilder("l=$(ls -i " + log + "); b=; ");
    script.append("h=$(head -c 99 ").append(log).append("); ");
    if (!place.starts().isEmpty()) {
      script.append("case \"$h\" in");
      for (Map.Entry<String, Long> start : place.starts().entrySet()) {
        script
            .append(" '")
            .append(MarkerScanner.startLine(start.getKey()))
            .append("'*) b=")
            .append(start.getValue())
            .append(";;");
      }
      script.append(" esac; ");
    }
    String emptied =
        place.emptied().isPresent()
            ? Long.toString(place.emptied().getAsLong())
            : place.offset() == 0 ? "0" : "";
    return script
        .append("set -- $(ls -ln ")
        .append(log)
        .append("); for b in $b ")
        .append(emptied)
        .append("; do [ $5 -lt $((")
        .append(place.offset())
        .append("-b)) ] || break; b=; done; [ \"$b\" ] || again; ")
        .toString();
  }
}
