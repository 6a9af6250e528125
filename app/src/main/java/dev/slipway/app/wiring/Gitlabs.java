package dev.slipway.app.wiring;

import dev.slipway.adapter.gitlab.GitlabConnection;
import dev.slipway.adapter.gitlab.GitlabEndpoint;
import dev.slipway.adapter.gitlab.RunnerIdentity;
import dev.slipway.app.flow.GitlabPorts;
import dev.slipway.domain.job.ManagerIdentity;
import dev.slipway.domain.settings.GitlabSettings;
import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.domain.settings.RunnerSettings;
import java.util.ArrayList;
import java.util.List;

/** The connections to GitLab, one for each runner. */
final class Gitlabs implements AutoCloseable {
  private final ManagerIdentity manager;
  private final GlobalSettings settings;
  private final List<GitlabConnection> opened = new ArrayList<>();

  Gitlabs(ManagerIdentity manager, GlobalSettings settings) {
    this.manager = manager;
    this.settings = settings;
  }

  /** Opens the runner's connection; sends nothing yet. */
  GitlabPorts of(RunnerSettings runner) {
    GitlabSettings gitlab = runner.gitlab();
    GitlabEndpoint endpoint =
        new GitlabEndpoint(
            gitlab.url().toString(),
            gitlab.token().value(),
            gitlab.tls().ca(),
            gitlab.tls().cert(),
            gitlab.tls().key(),
            settings.connectionMaxAge());
    GitlabConnection connection =
        GitlabConnection.open(
            endpoint,
            RunnerIdentity.ofThisProgram(
                manager.facts().revision(), runner.job().shell().word(), manager.systemId()));
    opened.add(connection);
    return new GitlabPorts(connection.queue(), connection.reporter(), connection.trace());
  }

  @Override
  public void close() {
    opened.forEach(GitlabConnection::close);
    opened.clear();
  }
}
