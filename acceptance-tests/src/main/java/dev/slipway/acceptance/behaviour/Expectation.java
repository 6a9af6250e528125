package dev.slipway.acceptance.behaviour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.Yaml;

/**
 * {@code expect.yaml}: how GitLab is told of each of the behaviour's jobs, in the order they are
 * offered. Nothing else may be left of them in the cluster.
 */
public record Expectation(List<JobEnd> jobs) {

  /**
   * One job's end.
   *
   * @param state of the final update
   * @param artifacts a line for each that was uploaded
   * @param log every line, as {@link LogText} gives it
   */
  public record JobEnd(
      String state,
      Optional<String> failureReason,
      Optional<Integer> exitCode,
      List<String> artifacts,
      List<String> log) {
    public JobEnd {
      artifacts = List.copyOf(artifacts);
      log = List.copyOf(log);
    }
  }

  public Expectation {
    jobs = List.copyOf(jobs);
  }

  static Expectation read(Path file) {
    try {
      List<JobEnd> jobs = new ArrayList<>();
      Map<String, List<Map<String, Object>>> root = new Yaml().load(Files.readString(file));
      for (Map<String, Object> job : root.getOrDefault("jobs", List.of())) {
        jobs.add(
            new JobEnd(
                String.valueOf(job.get("state")),
                Optional.ofNullable(job.get("failure_reason")).map(Object::toString),
                Optional.ofNullable(job.get("exit_code")).map(code -> (Integer) code),
                String.valueOf(job.getOrDefault("artifacts", "")).lines().toList(),
                String.valueOf(job.get("log")).lines().toList()));
      }
      return new Expectation(jobs);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  void write(Path file) {
    List<Map<String, Object>> written = new ArrayList<>();
    for (JobEnd job : jobs) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("state", job.state());
      job.failureReason().ifPresent(reason -> one.put("failure_reason", reason));
      job.exitCode().ifPresent(code -> one.put("exit_code", code));
      if (!job.artifacts().isEmpty()) {
        one.put("artifacts", String.join("\n", job.artifacts()) + "\n");
      }
      one.put("log", String.join("\n", job.log()) + "\n");
      written.add(one);
    }
    StringBuilder text = new StringBuilder("jobs:\n");
    for (Map<String, Object> one : written) {
      String prefix = "- ";
      for (Map.Entry<String, Object> entry : one.entrySet()) {
        text.append(prefix).append(entry.getKey()).append(':');
        if (List.of("log", "artifacts").contains(entry.getKey())) {
          text.append(" |\n");
          entry
              .getValue()
              .toString()
              .lines()
              .forEach(line -> text.append(("    " + line).stripTrailing()).append('\n'));
        } else {
          text.append(' ').append(entry.getValue()).append('\n');
        }
        prefix = "  ";
      }
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + file, e);
    }
  }
}
