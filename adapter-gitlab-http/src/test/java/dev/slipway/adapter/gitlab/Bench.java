package dev.slipway.adapter.gitlab;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A connection to a scripted server, with a clock that stands and waits that are only noted. */
final class Bench implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-08-22T10:00:00Z");
  static final String TOKEN = "glrt-runner-token";
  static final RunnerIdentity IDENTITY =
      new RunnerIdentity(
          "gitlab-runner",
          "19.3.0",
          "a1b2c3d4",
          "linux",
          "amd64",
          "kubernetes",
          "bash",
          "s_0123456789ab",
          EnumSet.of(RunnerFeature.VARIABLES, RunnerFeature.CANCELABLE),
          Map.of("zone", "a"));

  final ScriptedServer server = new ScriptedServer();
  final List<Duration> waits = new ArrayList<>();
  final Surroundings surroundings =
      new Surroundings(() -> NOW, new Random(1), waits::add, Map.of());
  final GitlabConnection connection =
      GitlabConnection.open(new GitlabEndpoint(server.url(), TOKEN), IDENTITY, surroundings);

  @Override
  public void close() {
    connection.close();
    server.close();
  }
}
