package dev.slipway.domain.sources;

/**
 * The text of a git configuration file, written as a whole. One file costs one {@code printf}, a
 * builtin of every shell, where {@code git config} costs a process for each key. Values and
 * subsections are always quoted as git-config(1) says, so any text without a line feed in a
 * subsection comes back from {@code git config --list} as it was.
 */
public final class GitConfigText {
  private final StringBuilder text = new StringBuilder();

  /** Opens a section such as {@code [gc]}. */
  public GitConfigText section(String name) {
    text.append('[').append(name).append("]\n");
    return this;
  }

  /**
   * Opens a section with a subsection such as {@code [url "https://host"]}.
   *
   * @throws IllegalArgumentException where the subsection has a line feed, which git cannot hold
   */
  public GitConfigText section(String name, String subsection) {
    if (subsection.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("git cannot hold a subsection with a line feed");
    }
    text.append('[')
        .append(name)
        .append(" \"")
        .append(subsection.replace("\\", "\\\\").replace("\"", "\\\""))
        .append("\"]\n");
    return this;
  }

  /** A key of the section that is open. */
  public GitConfigText key(String name, String value) {
    String escaped =
        value
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\t", "\\t")
            .replace("\b", "\\b");
    text.append('\t').append(name).append(" = \"").append(escaped).append("\"\n");
    return this;
  }

  /** The file's text so far. */
  public String text() {
    return text.toString();
  }
}
