package dev.slipway.app.flow;

import dev.slipway.app.flow.RunnerSlots.JobSlot;
import dev.slipway.app.flow.RunnerSlots.RequestEnd;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.ManagerIdentity;
import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.ports.gitlab.JobQueue.AskAnswer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for jobs, runner after runner, and gives each job a thread of its own. A place of {@code
 * concurrent} is taken before the request, so that a job that comes can always be run.
 */
public final class RunnerLoop {
  private static final Logger LOG = LoggerFactory.getLogger(RunnerLoop.class);

  private final GlobalSettings settings;
  private final List<RunnerUnit> units;
  private final ManagerIdentity manager;
  private final InstantSource clock;
  private final Semaphore places;
  private final RunnerSlots slots = new RunnerSlots();
  private final Map<RunnerUnit, RunnerHealth> health = new HashMap<>();
  private final Set<JobSignals> running = ConcurrentHashMap.newKeySet();
  private final Set<Thread> asking = ConcurrentHashMap.newKeySet();
  private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.ASKING);
  private volatile JobWatcher watcher = JobWatcher.NONE;
  private volatile Stop.ManagerStops stop = new Stop.ManagerStops("terminated");

  private enum Phase {
    ASKING,
    DRAINING,
    ABORTING
  }

  public RunnerLoop(
      GlobalSettings settings,
      List<RunnerUnit> units,
      ManagerIdentity manager,
      InstantSource clock) {
    this.settings = settings;
    this.units = List.copyOf(units);
    this.manager = manager;
    this.clock = clock;
    this.places = new Semaphore(settings.concurrent());
    for (RunnerUnit unit : units) {
      String id = unit.settings().gitlab().url() + unit.settings().shortToken().value();
      health.put(unit, new RunnerHealth(id, unit.settings().polling(), clock.instant()));
    }
  }

  /**
   * Works until {@link #drain} or {@link #abort} ends it, then waits for the jobs.
   *
   * @return whether all jobs ended in time
   */
  public boolean run() throws InterruptedException {
    Thread leftBehind = Thread.ofVirtual().name("left-behind").start(this::clearLeftBehind);
    Thread feeder = Thread.ofVirtual().name("feeder").start(this::feed);
    feeder.join();
    boolean inTime = awaitWorkers();
    leftBehind.interrupt();
    leftBehind.join();
    return inTime;
  }

  /** From now on this one hears of the jobs. */
  public void watch(JobWatcher hearer) {
    watcher = hearer;
  }

  // Beside the asking: jobs need not wait for it.
  private void clearLeftBehind() {
    try {
      for (RunnerUnit unit : units) {
        unit.flow().clearLeftBehind(unit.settings(), manager);
      }
    } catch (InterruptedException e) {
      LOG.debug("clearing up ended", e);
    } catch (RuntimeException e) {
      LOG.error("Clearing up what was left behind failed by a fault of the runner", e);
    }
  }

  /** No more jobs; those that run go on to their ends (SIGQUIT). */
  public void drain() {
    if (phase.compareAndSet(Phase.ASKING, Phase.DRAINING)) {
      LOG.warn("Starting graceful shutdown, waiting for builds to finish");
      endAsking();
    }
  }

  /** No more jobs, and those that run are aborted (SIGTERM, SIGINT). */
  public void abort(String signal) {
    Phase before = phase.getAndSet(Phase.ABORTING);
    if (before != Phase.ABORTING) {
      LOG.warn("Starting forceful shutdown");
      stop = new Stop.ManagerStops(signal);
      endAsking();
      running.forEach(signals -> signals.tell(new JobSignal.StopAsked(stop)));
    }
  }

  private void endAsking() {
    synchronized (asking) {
      asking.forEach(Thread::interrupt);
    }
  }

  private void feed() {
    synchronized (asking) {
      asking.add(Thread.currentThread());
    }
    try {
      Duration pause = settings.checkInterval().dividedBy(Math.max(1, units.size()));
      while (isAsking()) {
        for (RunnerUnit unit : units) {
          places.acquire();
          if (!isAsking() || !offer(unit)) {
            places.release();
          }
          Thread.sleep(pause);
        }
        if (units.isEmpty()) {
          Thread.sleep(pause);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("no more jobs are asked for", e);
    } finally {
      synchronized (asking) {
        asking.remove(Thread.currentThread());
      }
    }
  }

  // Needs a place; keeps it if true.
  private boolean offer(RunnerUnit unit) {
    RunnerHealth unitHealth = Objects.requireNonNull(health.get(unit));
    if (!unitHealth.mayAsk(clock.instant()) || !slots.beginRequest(unit.settings())) {
      return false;
    }
    Thread worker =
        Thread.ofVirtual()
            .name("worker-" + unit.settings().shortToken().value())
            .unstarted(() -> work(unit, unitHealth));
    workers.add(worker);
    worker.start();
    return true;
  }

  private void work(RunnerUnit unit, RunnerHealth unitHealth) {
    try {
      if (request(unit, unitHealth) instanceof AskAnswer.JobGiven given) {
        askAgainAtOnce(unit);
        runJob(unit, given);
      }
    } catch (InterruptedException e) {
      LOG.debug("worker ended", e);
    } catch (RuntimeException e) {
      LOG.error("A worker failed by a fault of the runner", e);
    } finally {
      places.release();
      workers.remove(Thread.currentThread());
    }
  }

  // However it ends, the request gives its slot back.
  private AskAnswer request(RunnerUnit unit, RunnerHealth unitHealth) throws InterruptedException {
    RequestEnd end = RequestEnd.NOTHING;
    try {
      AskAnswer answer = ask(unit);
      end = requestEnd(answer, unitHealth);
      return answer;
    } finally {
      slots.endRequest(unit.settings(), end);
    }
  }

  private AskAnswer ask(RunnerUnit unit) throws InterruptedException {
    synchronized (asking) {
      asking.add(Thread.currentThread());
    }
    try {
      return isAsking() ? unit.gitlab().queue().ask() : new AskAnswer.NoJob();
    } finally {
      synchronized (asking) {
        asking.remove(Thread.currentThread());
      }
      // An interrupt that came too late for the request must not hit the job that it brought.
      Thread.interrupted();
    }
  }

  private RequestEnd requestEnd(AskAnswer answer, RunnerHealth unitHealth) {
    return switch (answer) {
      case AskAnswer.JobGiven _ -> {
        unitHealth.healthy(clock.instant());
        yield RequestEnd.JOB;
      }
      case AskAnswer.NoJob _ -> {
        unitHealth.healthy(clock.instant());
        yield RequestEnd.NOTHING;
      }
      case AskAnswer.Troubled(String _, boolean retried) -> {
        unitHealth.healthy(clock.instant());
        yield retried ? RequestEnd.TROUBLE : RequestEnd.NOTHING;
      }
      case AskAnswer.RunnerForbidden _, AskAnswer.Misconfigured _ -> {
        unitHealth.refused();
        yield RequestEnd.NOTHING;
      }
    };
  }

  // A burst of jobs is taken faster than the interval, unless the user asked for the interval.
  private void askAgainAtOnce(RunnerUnit unit) {
    if (!unit.settings().polling().strictCheckInterval()
        && isAsking()
        && places.tryAcquire()
        && !offer(unit)) {
      places.release();
    }
  }

  private void runJob(RunnerUnit unit, AskAnswer.JobGiven given) throws InterruptedException {
    JobSlot slot = slots.beginJob(unit.settings(), given.job().info().projectId());
    JobSignals signals = new JobSignals();
    running.add(signals);
    watcher.taken();
    if (phase.get() == Phase.ABORTING) {
      signals.tell(new JobSignal.StopAsked(stop));
    }
    try {
      ClaimedJob job =
          new ClaimedJob(
              given.job(),
              given.body(),
              given.correlationId(),
              given.tlsCaChain(),
              ClientCertificates.of(unit.settings().gitlab().tls()),
              unit.settings(),
              manager,
              slot.id(),
              slot.projectSlot(),
              clock.instant());
      var _ = unit.flow().run(job, signals);
    } finally {
      running.remove(signals);
      slots.endJob(unit.settings(), slot);
      watcher.ended();
    }
  }

  private boolean isAsking() {
    return phase.get() == Phase.ASKING;
  }

  private boolean awaitWorkers() throws InterruptedException {
    for (Thread worker : List.copyOf(workers)) {
      while (phase.get() != Phase.ABORTING && worker.isAlive()) {
        worker.join(Duration.ofMillis(200));
      }
    }
    long deadline = System.nanoTime() + settings.shutdownTimeout().toNanos();
    for (Thread worker : List.copyOf(workers)) {
      worker.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    }
    boolean inTime = workers.stream().noneMatch(Thread::isAlive);
    if (inTime) {
      LOG.info("All workers stopped.");
    } else {
      LOG.warn("Forceful shutdown not finished properly");
    }
    return inTime;
  }
}
