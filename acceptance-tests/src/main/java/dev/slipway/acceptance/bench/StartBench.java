package dev.slipway.acceptance.bench;

import dev.slipway.acceptance.coordinator.Coordinator;
import dev.slipway.acceptance.coordinator.CoordinatorOptions;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.RecordedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the start of a runner's process to its first question for a job. */
final class StartBench {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * One start.
   *
   * @param millis until GitLab was asked
   * @param cpuMillis processor time by then
   */
  record Start(long millis, long cpuMillis) {}

  private StartBench() {}

  /**
   * Starts it several times.
   *
   * @param config a configuration with {@code {{url}}} and {@code {{token}}}
   */
  static List<Start> measure(Path program, String config, int times, Path folder)
      throws IOException {
    List<Start> starts = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      try (Coordinator gitlab = Coordinator.start(CoordinatorOptions.defaults())) {
        Path file =
            Files.writeString(
                folder.resolve("start.toml"),
                config
                    .replace("{{url}}", gitlab.url().toString())
                    .replace("{{token}}", gitlab.runnerToken()));
        try (ManagerProcess manager =
            ManagerProcess.start(program, file, folder.resolve("start.log"), Map.of())) {
          RecordedRequest first =
              gitlab
                  .journal()
                  .awaitRequest("jobs/request", call -> call.kind() == CallKind.JOB_REQUEST, LIMIT);
          starts.add(
              new Start(
                  Duration.ofNanos(first.arrivedNanos() - manager.startedNanos()).toMillis(),
                  manager.cpu().toMillis()));
        }
      }
    }
    return starts;
  }
}
