package dev.slipway.domain.channel;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A script that an exec runs by itself ({@code FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY}): it
 * comes on standard input, and the exec's status is its end. The command carries a word by which
 * the script can be found again in the container and be ended.
 *
 * @param word letters and digits, new for each script, at least two
 */
public record ExecCommand(String word) {
  /** What {@link #look} prints where the script has ended. */
  public static final String GONE = "gone";

  // Arguments stand without spaces in between where processes are looked for.
  private static final String ENDED = "ended";

  /**
   * The command. Both outputs are one, so that their order stays. What a command prints last may be
   * lost when it exits at once, so it prints an end marker with the word, and exits only when a
   * line tells it that the marker was seen. It reads all that comes before that line: input that
   * nobody reads makes the node reset its connection, and then the exit code is lost as well. While
   * it waits for that line, it can be told from the script.
   *
   * @param umaskZero files made by the script are writable for all (helper stages)
   */
  public List<String> run(boolean umaskZero) {
    String umask = umaskZero ? "umask 0000; " : "";
    String run =
        "$s -s "
            + word
            + " 2>&1; c=$?; printf '\\n"
            + MarkerScanner.END_PREFIX
            + "%d, \"script\": \""
            + word
            + "\"}\\n' $c; exec $s -c 'while read -r s && [ \"$s\" != \"$1\" ]; do :; done; exit $2' "
            + ENDED
            + " "
            + word
            + " $c";
    return List.of("sh", "-c", umask + ShellSearch.doOrFail(run));
  }

  /**
   * What the command reads. The word is taken away from the script's arguments, and an end is set:
   * not every version of the stream protocol can end the input.
   */
  public static byte[] input(String script) {
    String end = script.endsWith("\n") ? "exit 0\n" : "\nexit 0\n";
    return ("set --\n" + script + end).getBytes(StandardCharsets.UTF_8);
  }

  /** What the command waits for at its end, on a line that what was not read cannot share. */
  public byte[] seen() {
    return ("\n" + word + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The command that sends a signal to the script and whatever it has started: an exec's process
   * leads a group of its own. Its own arguments must not hold the word as it is.
   *
   * @param signal without SIG: TERM or KILL
   */
  public List<String> kill(String signal) {
    return List.of("sh", "-c", forEachProcess("*$n*) kill -" + signal + " -${p#/proc/};;"));
  }

  /**
   * The command that looks whether the script is still there. It prints {@link #GONE} only where it
   * can see processes at all. A command that only waits for its end marker to be seen counts as
   * gone: over a network that has gone silent it waits for ever.
   */
  public List<String> look() {
    return List.of(
        "sh",
        "-c",
        "f=blind; "
            + forEachProcess(
                "*%s$n*) f=%s; break;; *$n*) f=there;; ?*) [ $f = there ] || f=%s;;"
                    .formatted(ENDED, GONE, GONE))
            + "; echo $f");
  }

  private String forEachProcess(String cases) {
    String first = word.substring(0, word.length() / 2);
    String second = word.substring(word.length() / 2);
    return "n="
        + first
        + "; n=$n\""
        + second
        + "\"; for p in /proc/[0-9]*; do c=; { IFS= read -r c <$p/cmdline; } 2>/dev/null;"
        + " case $c in "
        + cases
        + " esac; done";
  }
}
