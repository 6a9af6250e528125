package dev.slipway.domain.channel;

import java.util.List;
import java.util.Map;

/**
 * The command that reads the log file for the manager: the log on standard output, answers and a
 * sign of life on standard error. It runs in the helper as long as the job; a new one ends the one
 * before.
 */
public final class LogReaderCommand {
  /** How often the sign of life comes, seconds. */
  public static final int BEAT_SECONDS = 5;

  private LogReaderCommand() {}

  /**
   * The command.
   *
   * @param offset how many bytes of the log are known already
   * @param starts the word of each start marker among them, and how many bytes came before it. A
   *     job that removes the log file gets a new one, which begins with a start marker as the first
   *     one did: so its first line tells where in the log the file begins.
   * @param answersOffset how many bytes of the answers file are known already
   */
  public static List<String> of(
      ChannelPaths paths, long offset, Map<String, Long> starts, long answersOffset) {
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
            + "; "
            + "if tail --version >/dev/null 2>&1; then "
            + "follow() { exec tail -c +$2 -f $1; }; "
            // A tail that is not GNU's looks once a second.
            + "else follow() { { tail -c +$2; while :; do cat; sleep 0.1; done; } <$1; }; fi; "
            + "l=$(ls -i "
            + log
            + "); "
            + begin(log, offset, starts)
            + "; ( cd "
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
            // So does the log; the script that removed it still writes into the old file.
            + "if [ -f "
            + log
            + " ] && [ ! -h "
            + log
            + " ]; then j=$(ls -i "
            + log
            + "); [ \"$j\" = \"$l\" ] || { follow "
            + log
            + " 1 & l=$j; }; fi; "
            + "sleep "
            + BEAT_SECONDS
            + " || exit; echo beat .exit-* >&2; done ) & "
            + "follow "
            + log
            + " $(("
            + offset
            + "-b+1))";
    return List.of("sh", "-c", script);
  }

  // Of a file whose first line is unknown nothing has been read.
  private static String begin(String log, long offset, Map<String, Long> starts) {
    StringBuilder cases = new StringBuilder("b=" + offset);
    if (!starts.isEmpty()) {
      cases.append("; case \"$(head -c 99 ").append(log).append(")\" in");
      starts.forEach(
          (word, at) ->
              cases
                  .append(" '")
                  .append(MarkerScanner.startLine(word))
                  .append("'*) b=")
                  .append(at)
                  .append(";;"));
      cases.append(" esac");
    }
    return cases.toString();
  }
}
