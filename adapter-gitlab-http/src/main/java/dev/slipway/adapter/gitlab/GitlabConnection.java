package dev.slipway.adapter.gitlab;

import dev.slipway.adapter.gitlab.wire.InfoBlock;
import dev.slipway.adapter.gitlab.wire.JobCodec;
import dev.slipway.ports.gitlab.JobQueue;
import dev.slipway.ports.gitlab.JobReporter;
import dev.slipway.ports.gitlab.TraceSink;
import java.util.Map;
import java.util.TreeMap;

/**
 * One runner's connection to GitLab's job API; safe for concurrent use. Opening it sends nothing: a
 * URL or a file that cannot be used shows in the first answer.
 */
public final class GitlabConnection implements AutoCloseable {
  private final HttpCalls calls;
  private final JobQueue queue;
  private final JobReporter reporter;
  private final TraceSink trace;

  private GitlabConnection(HttpCalls calls, JobQueue queue, JobReporter reporter, TraceSink trace) {
    this.calls = calls;
    this.queue = queue;
    this.reporter = reporter;
    this.trace = trace;
  }

  /** A connection that uses the environment's proxies. */
  public static GitlabConnection open(GitlabEndpoint endpoint, RunnerIdentity identity) {
    return open(endpoint, identity, Surroundings.real());
  }

  static GitlabConnection open(
      GitlabEndpoint endpoint, RunnerIdentity identity, Surroundings surroundings) {
    JobCodec codec = new JobCodec();
    InfoBlock info = info(identity);
    LastUpdate lastUpdate = new LastUpdate();
    HttpCalls calls = new HttpCalls(endpoint, identity.userAgent(), surroundings, codec);
    return new GitlabConnection(
        calls,
        new HttpJobQueue(calls, codec, info, endpoint.token(), identity.systemId(), lastUpdate),
        new HttpJobReporter(calls, codec, info, lastUpdate),
        new HttpTraceSink(calls));
  }

  /** Asks for jobs. */
  public JobQueue queue() {
    return queue;
  }

  /** Reports on jobs. */
  public JobReporter reporter() {
    return reporter;
  }

  /** Appends to job logs. */
  public TraceSink trace() {
    return trace;
  }

  private static InfoBlock info(RunnerIdentity identity) {
    Map<String, Boolean> features = new TreeMap<>();
    for (RunnerFeature feature : RunnerFeature.values()) {
      features.put(feature.word(), identity.features().contains(feature));
    }
    return new InfoBlock(
        identity.name(),
        identity.version(),
        identity.revision(),
        identity.platform(),
        identity.architecture(),
        identity.executor(),
        identity.shell(),
        features,
        new InfoBlock.Config(""),
        identity.labels().isEmpty() ? null : identity.labels());
  }

  /** Ends calls under way and closes the connections. */
  @Override
  public void close() {
    calls.close();
  }
}
