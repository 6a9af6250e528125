package dev.slipway.domain.channel;

import java.util.List;

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
   * @param offset how many bytes of the log file are known already
   * @param answersOffset how many bytes of the answers file are known already
   */
  public static List<String> of(ChannelPaths paths, long offset, long answersOffset) {
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
            // A tail that is not GNU's starts at a whole line or looks once a second.
            + "else follow() { k=$2; while :; do { n=$(wc -c <$1); } 2>/dev/null; if [ ${n:-0} -ge $k ]; then "
            + "tail -c +$k $1 | head -c $((n-k+1)); k=$((n+1)); fi; sleep 0.1; done; }; fi; "
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
            + "sleep "
            + BEAT_SECONDS
            + " || exit; echo beat .exit-* >&2; done ) & "
            + "follow "
            + log
            + " "
            + (offset + 1);
    return List.of("sh", "-c", script);
  }
}
