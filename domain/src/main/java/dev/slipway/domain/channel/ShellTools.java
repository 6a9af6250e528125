package dev.slipway.domain.channel;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which programs an image has, asked once per container. */
public record ShellTools(Set<String> names) {
  /** What is asked for. */
  static final List<String> ASKED =
      List.of("setsid", "cksum", "sha256sum", "md5sum", "wc", "sed", "tee", "head");

  public ShellTools {
    names = Set.copyOf(names);
  }

  /** From the words of a probe's answer. */
  static ShellTools parse(String words) {
    return new ShellTools(
        Arrays.stream(words.split(" ")).filter(ASKED::contains).collect(Collectors.toSet()));
  }

  boolean has(String name) {
    return names.contains(name);
  }
}
