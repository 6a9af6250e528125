package dev.slipway.ports.gitlab;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.domain.job.JobPayload;
import dev.slipway.ports.gitlab.JobQueue.AskAnswer;
import dev.slipway.ports.gitlab.JobReporter.JobCredentials;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate;
import dev.slipway.ports.gitlab.JobReporter.UpdateAnswer;
import dev.slipway.ports.gitlab.TraceSink.TraceAnswer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * GitLab in memory: jobs, their logs and their states, behind the three ports, and the server's end
 * to arrange. Safe for use by several threads; no call waits.
 */
public final class FakeGitlab implements GitlabBench {
  private static final String REFUSED = "409 Conflict";
  private static final String FORBIDDEN = "403 Forbidden";

  private final Map<Long, FakeJob> jobs = new LinkedHashMap<>();
  private final Map<Kind, Integer> refusals = new EnumMap<>(Kind.class);
  private Optional<Duration> updateInterval = Optional.empty();
  private boolean runnerForbidden;
  private long lastId = 1000;

  @Override
  public JobQueue queue() {
    return this::ask;
  }

  @Override
  public JobReporter reporter() {
    return this::update;
  }

  @Override
  public TraceSink trace() {
    return this::append;
  }

  @Override
  public synchronized JobCredentials offerJob() {
    lastId++;
    return offer(JobPayloads.script(lastId, "job-token-" + lastId, "echo hi"));
  }

  /** Puts this job behind those that wait. */
  public synchronized JobCredentials offer(JobPayload payload) {
    jobs.put(payload.id(), new FakeJob(payload));
    return new JobCredentials(payload.id(), payload.token());
  }

  @Override
  public synchronized void forbidRunner() {
    runnerForbidden = true;
  }

  @Override
  public void refuseNext(Kind kind) {
    refuseNext(kind, 1);
  }

  /** The next calls of this kind are refused with 409, and not carried out. */
  public synchronized void refuseNext(Kind kind, int times) {
    refusals.merge(kind, times, Integer::sum);
  }

  @Override
  public synchronized void cancel(JobCredentials job) {
    require(job).cancel();
  }

  @Override
  public synchronized void cancelAtOnce(JobCredentials job) {
    require(job).end("canceled");
  }

  /** The server forgets the end of a log: what comes next does not join. */
  public synchronized void loseLogFrom(JobCredentials job, int offset) {
    require(job).cutLog(offset);
  }

  @Override
  public synchronized void updateInterval(Duration interval) {
    updateInterval = Optional.of(interval);
  }

  @Override
  public synchronized byte[] log(JobCredentials job) {
    return require(job).log();
  }

  /** The log as UTF-8. */
  public String logText(JobCredentials job) {
    return new String(log(job), UTF_8);
  }

  /** Every update that was taken, in order. */
  public synchronized List<JobUpdate> updates(JobCredentials job) {
    return List.copyOf(require(job).updates());
  }

  /** {@code pending}, {@code running}, {@code canceling}, {@code success}, ... */
  public synchronized String state(JobCredentials job) {
    return require(job).state();
  }

  @Override
  public synchronized Optional<JobUpdate> finalUpdate(JobCredentials job) {
    return require(job).finalUpdate();
  }

  @Override
  public void close() {
    // nothing is open
  }

  private synchronized AskAnswer ask() {
    if (runnerForbidden) {
      return new AskAnswer.RunnerForbidden(FORBIDDEN);
    }
    if (isRefused(Kind.ASK)) {
      return new AskAnswer.Troubled(REFUSED, false);
    }
    return jobs.values().stream()
        .filter(FakeJob::take)
        .findFirst()
        .<AskAnswer>map(FakeGitlab::given)
        .orElseGet(AskAnswer.NoJob::new);
  }

  private static AskAnswer given(FakeJob job) {
    JobPayload payload = job.payload();
    String body = "{\"id\":%d,\"token\":\"%s\"}".formatted(payload.id(), payload.token());
    return new AskAnswer.JobGiven(payload, body, "correlation-" + payload.id(), Optional.empty());
  }

  private synchronized UpdateAnswer update(JobCredentials credentials, JobUpdate update) {
    Optional<FakeJob> job = find(credentials);
    if (job.isEmpty() || job.get().isOver()) {
      return new UpdateAnswer.JobGone(job.map(FakeJob::state).orElse(FORBIDDEN));
    }
    Kind kind = update.state() == JobUpdate.State.RUNNING ? Kind.ACCEPT : Kind.FINISH;
    if (isRefused(kind)) {
      return new UpdateAnswer.Failed(REFUSED, ServerWish.NONE);
    }
    boolean canceling = job.get().isCanceling();
    ServerWish wish = new ServerWish(canceling, updateInterval);
    if (!job.get().update(update)) {
      return new UpdateAnswer.TraceMismatch(wish);
    }
    String state = job.get().state();
    return state.equals("failed") || state.equals("canceled")
        ? new UpdateAnswer.JobGone("GitLab says the job is " + state)
        : new UpdateAnswer.Accepted(wish);
  }

  private synchronized TraceAnswer append(
      JobCredentials credentials, long offset, byte[] bytes, boolean debugTrace) {
    Optional<FakeJob> job = find(credentials);
    if (job.isEmpty() || job.get().isOver()) {
      return new TraceAnswer.JobGone(job.map(FakeJob::state).orElse(FORBIDDEN));
    }
    if (isRefused(Kind.APPEND)) {
      return new TraceAnswer.Failed(REFUSED, ServerWish.NONE);
    }
    ServerWish wish = new ServerWish(job.get().isCanceling(), updateInterval);
    return job.get().append(offset, bytes)
        ? new TraceAnswer.Appended(offset + bytes.length, wish)
        : new TraceAnswer.Rewind(job.get().log().length, wish);
  }

  private boolean isRefused(Kind kind) {
    int left = refusals.getOrDefault(kind, 0);
    refusals.put(kind, Math.max(0, left - 1));
    return left > 0;
  }

  private Optional<FakeJob> find(JobCredentials credentials) {
    return Optional.ofNullable(jobs.get(credentials.id()))
        .filter(job -> job.payload().token().equals(credentials.token()));
  }

  private FakeJob require(JobCredentials credentials) {
    return find(credentials).orElseThrow(() -> new AssertionError("no such job: " + credentials));
  }
}
