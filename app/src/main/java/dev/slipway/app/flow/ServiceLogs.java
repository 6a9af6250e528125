package dev.slipway.app.flow;

import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.job.ServiceOutput;
import dev.slipway.ports.cluster.ContainerLog;
import dev.slipway.ports.cluster.ContainerName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The output of a job's services, shown in its log while its scripts run. */
final class ServiceLogs implements AutoCloseable {
  private final List<ServiceLog> open = new ArrayList<>();

  private ServiceLogs() {}

  /** Begins to follow all that the plan says are shown, each on a thread of its own. */
  static ServiceLogs follow(
      ContainerLog logs, PlannedJob planned, JobLog log, InstantSource clock) {
    ServiceLogs all = new ServiceLogs();
    Duration patience = planned.claimed().runner().kubernetes().timers().pollTimeout();
    for (ServiceOutput service : planned.shownServices()) {
      ContainerName container = new ContainerName(planned.pod().name(), service.container());
      ServiceLog one =
          new ServiceLog(logs, container, service.title(), log, clock.instant().plus(patience));
      all.open.add(one);
      Thread.ofVirtual().name("service log " + service.container()).start(() -> one.run(clock));
    }
    return all;
  }

  /** From now on nothing more of them comes into the log. */
  @Override
  public void close() {
    open.forEach(ServiceLog::close);
  }
}
