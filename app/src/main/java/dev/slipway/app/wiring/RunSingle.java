package dev.slipway.app.wiring;

import dev.slipway.app.cli.SingleHook;
import dev.slipway.app.cli.SingleLimits;
import dev.slipway.app.config.SystemId;
import dev.slipway.app.flow.JobWatcher;
import dev.slipway.app.flow.RunnerLoop;
import dev.slipway.domain.job.ManagerIdentity;
import dev.slipway.domain.settings.GlobalSettings;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command {@code run-single}. */
public final class RunSingle implements SingleHook {
  private static final Logger LOG = LoggerFactory.getLogger(RunSingle.class);

  @Override
  public int run(GlobalSettings settings, Path configFile, SingleLimits limits)
      throws InterruptedException {
    ManagerIdentity identity =
        new ManagerIdentity(ThisProcess.facts(), SystemId.peek(configFile).value());
    try (Manager manager = new Manager(settings, identity);
        Limit limit = new Limit(manager.loop(), limits)) {
      manager.loop().watch(limit);
      limit.awaitJob();
      return RunManager.untilStopped(manager.loop());
    } catch (StartRefusedException e) {
      LOG.error("{}", e.getMessage());
      return 1;
    }
  }

  /** Lets the loop end when it has done enough, or waited long enough. */
  private static final class Limit implements JobWatcher, AutoCloseable {
    private final RunnerLoop loop;
    private final SingleLimits limits;
    private final ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("wait-timeout").factory());
    private int jobs;
    private @Nullable Future<?> waiting;

    Limit(RunnerLoop loop, SingleLimits limits) {
      this.loop = loop;
      this.limits = limits;
    }

    synchronized void awaitJob() {
      long seconds = limits.waitTimeout().toSeconds();
      if (seconds > 0) {
        waiting =
            clock.schedule(
                () -> {
                  LOG.info(
                      "This runner has not received a job in {} seconds, so now exiting", seconds);
                  loop.drain();
                },
                seconds,
                TimeUnit.SECONDS);
      }
    }

    @Override
    public synchronized void taken() {
      if (waiting != null) {
        waiting.cancel(false);
      }
    }

    @Override
    public synchronized void ended() {
      jobs++;
      if (jobs == limits.maxBuilds()) {
        LOG.info("This runner has processed its build limit, so now exiting");
        loop.drain();
      } else {
        awaitJob();
      }
    }

    @Override
    public void close() {
      clock.shutdownNow();
    }
  }
}
