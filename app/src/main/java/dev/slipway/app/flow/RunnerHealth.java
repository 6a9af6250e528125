package dev.slipway.app.flow;

import dev.slipway.domain.settings.PollingSettings;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pauses a runner that GitLab refuses again and again. Safe for several threads. */
final class RunnerHealth {
  private static final Logger LOG = LoggerFactory.getLogger(RunnerHealth.class);
  private final String runner;
  private final PollingSettings settings;
  private int refusals;
  private Instant lastHealthy;

  RunnerHealth(String runner, PollingSettings settings, Instant now) {
    this.runner = runner;
    this.settings = settings;
    this.lastHealthy = now;
  }

  /** Whether the runner may ask now. */
  synchronized boolean mayAsk(Instant now) {
    if (refusals < settings.unhealthyRequestsLimit()) {
      return true;
    }
    if (now.isAfter(lastHealthy.plus(settings.unhealthyInterval()))) {
      LOG.warn("Runner \"{}\" is not healthy, but check for a new job will be forced!", runner);
      refusals = 0;
      lastHealthy = now;
      return true;
    }
    return false;
  }

  synchronized void healthy(Instant now) {
    refusals = 0;
    lastHealthy = now;
  }

  synchronized void refused() {
    refusals++;
    if (refusals == settings.unhealthyRequestsLimit()) {
      LOG.error(
          "Runner \"{}\" is unhealthy and will be disabled for {}!",
          runner,
          settings.unhealthyInterval());
    }
  }
}
