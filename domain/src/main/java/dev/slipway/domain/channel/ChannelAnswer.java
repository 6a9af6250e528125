package dev.slipway.domain.channel;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a container or the log reader told the manager beside the log. */
public sealed interface ChannelAnswer {
  /** A container answered a hello. */
  record Probed(String word, ShellTools tools) implements ChannelAnswer {}

  /** The log reader lives; {@code endedFiles} are the script files that have ended. */
  record Beat(Set<String> endedFiles) implements ChannelAnswer {
    public Beat {
      endedFiles = Set.copyOf(endedFiles);
    }
  }

  /** Reads one line without its newline; empty for a line that is no answer. */
  static Optional<ChannelAnswer> parse(String line) {
    String[] words = line.strip().split(" ", 3);
    if (words[0].equals("probe") && words.length >= 2) {
      return Optional.of(new Probed(words[1], ShellTools.parse(words.length > 2 ? words[2] : "")));
    }
    if (words[0].equals("beat")) {
      return Optional.of(
          new Beat(
              Arrays.stream(line.strip().split(" "))
                  .filter(word -> word.startsWith(".exit-"))
                  .map(word -> word.substring(".exit-".length()))
                  .collect(Collectors.toSet())));
    }
    return Optional.empty();
  }
}
