package dev.slipway.app.wiring;

import dev.slipway.app.cli.RunHook;
import dev.slipway.app.cli.RunOptions;
import dev.slipway.app.config.SystemId;
import dev.slipway.app.flow.RunnerLoop;
import dev.slipway.domain.job.ManagerIdentity;
import dev.slipway.domain.settings.GlobalSettings;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command {@code run}. */
public final class RunManager implements RunHook {
  private static final Logger LOG = LoggerFactory.getLogger(RunManager.class);

  @Override
  public int run(GlobalSettings settings, RunOptions options) throws InterruptedException {
    SystemId systemId = SystemId.of(options.configFile(), new SecureRandom());
    systemId.warning().ifPresent(LOG::warn);
    ManagerIdentity identity = new ManagerIdentity(ThisProcess.facts(), systemId.value());
    if (settings.listenAddress().isPresent()) {
      LOG.warn(
          "listen_address is set, but this version serves no metrics yet: nothing listens there");
    }
    try (Manager manager = new Manager(settings, identity)) {
      return untilStopped(manager.loop());
    } catch (StartRefusedException e) {
      LOG.error("{}", e.getMessage());
      return 1;
    }
  }

  /** Runs jobs until a signal, or the loop itself, ends it; answers the exit code. */
  static int untilStopped(RunnerLoop loop) throws InterruptedException {
    onSignals(loop);
    boolean inTime = loop.run();
    if (!inTime) {
      LOG.error("Service run failed: shutdown timed out");
      return 1;
    }
    LOG.info("Can exit now!");
    return 0;
  }

  private static void onSignals(RunnerLoop loop) {
    // The launcher passes SIGQUIT on as USR1, SIGINT as URG and SIGTERM as IO: a JVM cannot take
    // the first, the second is ignored in a background process, and the third may also come from
    // who signals the whole process group.
    if (!ProcessSignals.on("USR1", loop::drain)) {
      LOG.warn("this JVM takes no signal for a graceful shutdown; SIGTERM still ends the manager");
    }
    onStop("URG", "interrupt", loop);
    onStop("IO", "terminated", loop);
    onStop("TERM", "terminated", loop);
    onStop("INT", "interrupt", loop);
  }

  private static void onStop(String signal, String word, RunnerLoop loop) {
    java.util.concurrent.atomic.AtomicBoolean before =
        new java.util.concurrent.atomic.AtomicBoolean();
    boolean ours =
        ProcessSignals.on(
            signal,
            () -> {
              if (before.getAndSet(true)) {
                LOG.error("Service run failed: forced exit with stop signal: {}", word);
                Runtime.getRuntime().halt(1);
              }
              loop.abort(word);
            });
    if (!ours) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> loop.abort(word)));
    }
  }
}
