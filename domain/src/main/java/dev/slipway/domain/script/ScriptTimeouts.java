package dev.slipway.domain.script;

import dev.slipway.domain.variable.JobVariables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long the user's scripts may take.
 *
 * @param script of all steps together; empty where only the job timeout limits them
 * @param afterScript of {@code after_script}
 * @param warnings a sentence for each value that was not taken
 */
public record ScriptTimeouts(
    Optional<Duration> script, Duration afterScript, List<String> warnings) {
  private static final Duration AFTER_SCRIPT = Duration.ofMinutes(5);

  public ScriptTimeouts {
    warnings = List.copyOf(warnings);
  }

  /** Reads both variables. Source: GitLab Runner's RUNNER_SCRIPT_TIMEOUT and its kin. */
  public static ScriptTimeouts read(JobVariables variables, Duration jobTimeout) {
    List<String> warnings = new ArrayList<>();
    return new ScriptTimeouts(
        read("RUNNER_SCRIPT_TIMEOUT", variables, jobTimeout, warnings),
        read("RUNNER_AFTER_SCRIPT_TIMEOUT", variables, jobTimeout, warnings).orElse(AFTER_SCRIPT),
        warnings);
  }

  private static Optional<Duration> read(
      String key, JobVariables variables, Duration jobTimeout, List<String> warnings) {
    String text = variables.get(key).orElse("").strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> wished = GoDuration.parse(text);
    if (wished.isEmpty()) {
      warnings.add("Ignoring malformed %s timeout: %s".formatted(key, text));
      return Optional.empty();
    }
    Duration timeout = wished.get();
    if (timeout.isNegative()) {
      warnings.add("Ignoring relative %s timeout: %s".formatted(key, text));
      return Optional.empty();
    }
    if (timeout.compareTo(jobTimeout) > 0) {
      warnings.add(
          "%s timeout: %s is longer than job timeout. Setting to job timeout".formatted(key, text));
      return Optional.of(jobTimeout);
    }
    return timeout.isZero() ? Optional.empty() : Optional.of(timeout);
  }
}
