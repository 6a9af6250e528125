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
 * Runs the packaged program twice with a recording Java, so that it writes an AOT cache at its end:
 * {@code slipway.aot} of a manager, {@code helper.aot} of a command of the helper.
 *
 * <pre>TrainingRun LAUNCHER FOLDER</pre>
 */
public final class TrainingRun {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final List<String> CLIENTS = List.of("fabric8", "official");

  private TrainingRun() {}

  /** Command line entry; the exit code is 1 when no cache was written. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("training");
    try {
      Path launcher = Path.of(arguments[0]);
      Path caches = Path.of(arguments[1]);
      run(launcher, caches.resolve("slipway.aot"), folder);
      help(launcher, caches.resolve("helper.aot"), folder);
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
      recording(builder, cache);
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

  /** Packs a file as the cache of a job is packed. */
  private static void help(Path launcher, Path cache, Path folder)
      throws IOException, InterruptedException {
    Path work = Files.createDirectory(folder.resolve("work"));
    Files.writeString(work.resolve("file"), "training");
    Path log = folder.resolve("helper.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                launcher.toString(), "cache-archiver", "--file", "cache.zip", "--path", "file")
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    recording(builder, cache);
    if (builder.start().waitFor() != 0
        || !Files.exists(cache)
        || !Files.exists(work.resolve("cache.zip"))) {
      throw new IllegalStateException("no cache was written: " + Files.readString(log));
    }
  }

  private static void recording(ProcessBuilder builder, Path cache) {
    builder.environment().put("SLIPWAY_JVM_OPTIONS", "-Xlog:aot=error -XX:AOTCacheOutput=" + cache);
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
