package dev.slipway.app.wiring;

import dev.slipway.app.flow.RunnerLoop;
import dev.slipway.domain.job.ManagerIdentity;
import dev.slipway.domain.settings.GlobalSettings;

/** A manager that is put together and can run. */
public final class Manager implements AutoCloseable {
  private final ManagerComponent parts;

  /**
   * Puts a manager together; nothing is sent yet.
   *
   * @throws RuntimeException with a message for the user when a cluster's settings cannot work
   */
  public Manager(GlobalSettings settings, ManagerIdentity identity) {
    this.parts = DaggerManagerComponent.factory().create(settings, identity);
  }

  /** The loop that asks for jobs and runs them. */
  public RunnerLoop loop() {
    return parts.loop();
  }

  @Override
  public void close() {
    parts.clusters().close();
    parts.gitlabs().close();
    parts.caches().close();
  }
}
