package dev.slipway.acceptance.training;

import dev.slipway.acceptance.coordinator.Coordinator;
import dev.slipway.acceptance.coordinator.CoordinatorOptions;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the packaged program once with a recording Java, so that it writes its AOT cache at its end.
 *
 * <pre>TrainingRun LAUNCHER CACHE</pre>
 */
public final class TrainingRun {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final List<String> CLIENTS = List.of("fabric8", "official");

  private TrainingRun() {}

  /** Command line entry; the exit code is 1 when no cache was written. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("training");
    try {
      run(Path.of(arguments[0]), Path.of(arguments[1]), folder);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    System.exit(0);
  }

  private static void run(Path launcher, Path cache, Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path log = folder.resolve("log");
    try (ApiServer cluster = new ApiServer(folder);
        Coordinator gitlab = Coordinator.start(CoordinatorOptions.defaults())) {
      StringBuilder config = new StringBuilder("concurrent = 2\ncheck_interval = 1\n");
      for (String client : CLIENTS) {
        String token = "glrt-training-" + client;
        gitlab.runners().add(token);
        config.append(runner(client, token, gitlab, cluster));
      }
      ProcessBuilder builder =
          new ProcessBuilder(
                  // Whoever runs this may have the signal ignored, and a shell cannot take that
                  // back.
                  "env",
                  "--default-signal=QUIT",
                  launcher.toString(),
                  "run",
                  "--config",
                  Files.writeString(folder.resolve("config.toml"), config).toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder
          .environment()
          .put("SLIPWAY_JVM_OPTIONS", "-Xlog:aot=error -XX:AOTCacheOutput=" + cache);
      Process manager = builder.start();
      try {
        CLIENTS.stream()
            .map(client -> JobSpec.script("true").withRunnerToken("glrt-training-" + client))
            .map(gitlab::offer)
            .toList()
            .forEach((OfferedJob job) -> job.awaitFinalUpdate(LIMIT));
        new ProcessBuilder("kill", "-QUIT", Long.toString(manager.pid())).start().waitFor();
        boolean ended = manager.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (!ended || manager.exitValue() != 0 || !Files.exists(cache)) {
          throw new IllegalStateException("no cache was written");
        }
      } catch (AssertionError | IllegalStateException e) {
        throw new IllegalStateException(Files.readString(log), e);
      } finally {
        manager.descendants().forEach(ProcessHandle::destroyForcibly);
        manager.destroyForcibly();
      }
    }
  }

  private static String runner(String client, String token, Coordinator gitlab, ApiServer cluster) {
    return """

    [[runners]]
      name = "training"
      url = "%s"
      token = "%s"
      executor = "kubernetes"
      [runners.kubernetes]
        host = "%s"
        ca_file = "%s"
        bearer_token = "training"
        client = "%s"
        namespace = "training"
        image = "image"
        helper_image = "helper"
        cleanup_grace_period_seconds = 1
    """
        .formatted(gitlab.url(), token, cluster.url(), cluster.certificate(), client);
  }
}
