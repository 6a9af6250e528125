package dev.slipway.acceptance.behaviour;

import dev.slipway.app.config.ConfigAnswer;
import dev.slipway.app.config.ConfigReader;
import dev.slipway.app.wiring.Manager;
import dev.slipway.domain.job.ManagerIdentity;
import dev.slipway.domain.job.RunnerVersion;
import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.domain.variable.ManagerFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A manager in this process, from the text of a configuration. Closing it drains it. */
public final class TestManager implements AutoCloseable {
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(20);

  private final Manager manager;
  private final ManagerIdentity identity;
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

  private TestManager(GlobalSettings settings) {
    identity =
        new ManagerIdentity(
            new ManagerFacts(
                RunnerVersion.COMPATIBLE_NAME,
                RunnerVersion.COMPATIBLE_VERSION,
                "HEAD",
                "linux/amd64",
                "test-manager"),
            "s_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12));
    manager = new Manager(settings, identity);
    // Put together at once: one that refuses to start fails its test, which would wait for it.
    manager.loop();
  }

  /** Reads the configuration as the program does, and begins to ask for jobs. */
  public static TestManager start(String config) {
    TestManager started =
        switch (new ConfigReader(Map.of(), Path.of("/")).read("config.toml", config)) {
          case ConfigAnswer.Loaded(GlobalSettings settings, var _) -> new TestManager(settings);
          case ConfigAnswer.Refused(var problems) ->
              throw new IllegalArgumentException("refused: " + problems);
        };
    Thread.ofVirtual().name("manager").start(started::run);
    return started;
  }

  /** What this manager's objects carry in their label. */
  public String systemId() {
    return identity.systemId();
  }

  /** The manager itself. */
  public Manager manager() {
    return manager;
  }

  private void run() {
    try {
      ended.complete(manager.loop().run());
    } catch (InterruptedException | RuntimeException e) {
      ended.completeExceptionally(e);
    }
  }

  /** Waits for the end of its jobs; those of a test that failed are aborted. */
  @Override
  public void close() {
    manager.loop().drain();
    try {
      ended.get(DRAIN_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      manager.loop().abort("terminated");
      ended.join();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the manager ended badly", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      manager.close();
    }
  }
}
