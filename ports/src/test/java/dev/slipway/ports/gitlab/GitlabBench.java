package dev.slipway.ports.gitlab;

import dev.slipway.ports.gitlab.JobReporter.JobCredentials;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate;
import java.time.Duration;
import java.util.Optional;

/** Both ends of a connection to GitLab: the ports under test, and a server that can be arranged. */
public interface GitlabBench extends AutoCloseable {
  /** The port under test. */
  JobQueue queue();

  /** The port under test. */
  JobReporter reporter();

  /** The port under test. */
  TraceSink trace();

  /** Puts a job behind those that wait. */
  JobCredentials offerJob();

  /** From now on the runner's token is refused. */
  void forbidRunner();

  /** The next call of this kind is refused with 409, and not carried out. */
  void refuseNext(Kind kind);

  /** A person cancels the job; after_script may still run. */
  void cancel(JobCredentials job);

  /** The server ends the job as canceled, without the runner. */
  void cancelAtOnce(JobCredentials job);

  /** What runners are asked to keep between pieces of log. */
  void updateInterval(Duration interval);

  /** The log as the server holds it. */
  byte[] log(JobCredentials job);

  /** The update that ended the job, as the server understood it. */
  Optional<JobUpdate> finalUpdate(JobCredentials job);

  @Override
  void close();

  /** The kinds of calls. */
  enum Kind {
    ASK,
    ACCEPT,
    FINISH,
    APPEND
  }
}
