package dev.slipway.acceptance.behaviour;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A job log with words in place of what changes from run to run, one line of text each, so that two
 * runs can be compared. Lines that depend on how fast a pod comes up, or on when the cluster writes
 * an event down, are left out.
 */
public final class LogText {
  private static final Pattern STAMP =
      Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z ");
  private static final Pattern WAITING =
      Pattern.compile("^00[EO].(Waiting for pod |\t|.*Event retrieved from the cluster: ).*");
  private static final List<Replacement> REPLACEMENTS =
      List.of(
          new Replacement("\u001b", "\\\\e"),
          new Replacement("\r", "\\\\r"),
          new Replacement("section_(start|end):\\d+:", "section_$1:T:"),
          // The place of an ended job is free a moment after GitLab knows its end.
          new Replacement("(project-\\d+-concurrent)-\\d+-[a-z0-9]{8}", "$1-PLACE-RANDOM"),
          new Replacement(
              "gitlab-runner \\S+ \\([0-9A-Za-z]+\\)", "gitlab-runner VERSION (REVISION)"),
          new Replacement("\"script\": \"[a-z0-9]{26}\"", "\"script\": \"WORD\""),
          new Replacement("the folder /scripts-7-\\d+", "the folder /scripts-7-JOB"),
          new Replacement("system ID: \\w+", "system ID: SYSTEM"),
          new Replacement("Gitaly correlation ID: \\w+", "Gitaly correlation ID: ID"),
          new Replacement("correlation_id(\\S*)=\\w+", "correlation_id$1=ID"),
          new Replacement("( id\\S*)=\\d+", "$1=JOB"),
          new Replacement("( token\\S*)=\\S+", "$1=TOKEN"),
          new Replacement("(Downloading artifacts for .*) \\(\\d+\\)", "$1 (JOB)"),
          new Replacement("\\(node [^)]+\\)", "(node NODE)"),
          new Replacement("( etag\\S*)=\\S+", "$1=ETAG"),
          new Replacement("/of-(fabric8|official)/", "/of-CLIENT/"),
          new Replacement("//HOST:\\d+/", "//HOST:PORT/"),
          new Replacement(" via \\S+\\.\\.\\.", " via MANAGER..."));

  private record Replacement(Pattern pattern, String word) {
    Replacement(String pattern, String word) {
      this(Pattern.compile(pattern), word);
    }
  }

  private LogText() {}

  /**
   * The log's lines.
   *
   * @param namespace of the pod, shown as NS
   * @param url of the stand-in, shown as GITLAB, its host alone as HOST
   */
  public static List<String> lines(String trace, String namespace, String url) {
    List<String> lines = new ArrayList<>();
    String host = URI.create(url).getHost();
    for (String line : split(trace)) {
      String text = STAMP.matcher(line).replaceFirst("");
      if (WAITING.matcher(text).matches()) {
        continue;
      }
      text = text.replace(namespace, "NS").replace(url, "GITLAB").replace(host, "HOST");
      // A column's width is filled up behind it, by more or less as the host's name is long.
      text = text.replaceAll("HOST {2,}", "HOST ");
      for (Replacement replacement : REPLACEMENTS) {
        text = replacement.pattern().matcher(text).replaceAll(replacement.word());
      }
      lines.add(text.stripTrailing());
    }
    return lines;
  }

  // Only at line feeds: a carriage return is part of its line.
  private static List<String> split(String trace) {
    List<String> lines = new ArrayList<>(List.of(trace.split("\n", -1)));
    if (lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return lines;
  }
}
