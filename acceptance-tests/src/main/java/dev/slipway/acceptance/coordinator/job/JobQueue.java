package dev.slipway.acceptance.coordinator.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.coordinator.git.Repositories;
import dev.slipway.acceptance.coordinator.wire.Changes;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All jobs ever offered, oldest first; gives out those that wait. */
public final class JobQueue {
  private static final String TOKEN_CHARS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int TOKEN_LENGTH = 20;

  private final Changes changes;
  private final PayloadTemplate template;
  private final SecureRandom random = new SecureRandom();
  private final List<Job> jobs = new ArrayList<>();
  private long nextId;
  private long version;

  /**
   * @param firstId id of the first job; the others count on
   * @param url the server's address as the runner and its pods reach it
   */
  public JobQueue(Changes changes, long firstId, URI url, Repositories repositories) {
    this.changes = changes;
    this.nextId = firstId;
    this.template = new PayloadTemplate(url, repositories);
  }

  /** Puts a job at the end of the queue. */
  public OfferedJob offer(JobSpec spec) {
    return changes.change(
        () -> {
          Job job = new Job(nextId++, "glcbt-64_" + randomText(), spec, changes);
          jobs.add(job);
          version++;
          return new OfferedJob(job, changes);
        });
  }

  private String randomText() {
    StringBuilder text = new StringBuilder(TOKEN_LENGTH);
    for (int i = 0; i < TOKEN_LENGTH; i++) {
      text.append(TOKEN_CHARS.charAt(random.nextInt(TOKEN_CHARS.length())));
    }
    return text.toString();
  }

  /**
   * Gives the oldest waiting job this runner may have, and marks it as taken.
   *
   * @param wait how long to wait for one; zero to answer at once
   */
  public Optional<ObjectNode> take(String runnerToken, RunnerAbilities abilities, Duration wait)
      throws InterruptedException {
    return changes.poll(
        wait,
        () -> {
          Optional<Job> next = jobs.stream().filter(job -> isFor(job, runnerToken)).findFirst();
          return next.map(job -> give(job, abilities));
        });
  }

  private ObjectNode give(Job job, RunnerAbilities abilities) {
    return changes.change(
        () -> {
          ObjectNode payload = template.build(job);
          job.assign(payload, abilities);
          return payload;
        });
  }

  private static boolean isFor(Job job, String runnerToken) {
    return job.state() == JobState.OFFERED
        && job.spec().runnerToken().map(runnerToken::equals).orElse(true)
        && job.spec().needs().stream().allMatch(need -> need.state() == JobState.SUCCESS);
  }

  /** Why this job token opens nothing; empty where its job runs. */
  public Optional<String> whyTokenRefused(String token) {
    Optional<Job> job = findByToken(token);
    if (job.isEmpty()) {
      return Optional.of("the token is not that of a job");
    }
    JobState state = job.get().state();
    return state.isActive() || state == JobState.PENDING
        ? Optional.empty()
        : Optional.of("job " + job.get().id() + " is " + state + "; its token opens nothing");
  }

  /** Changes whenever a job comes or ends; what {@code X-GitLab-Last-Update} carries. */
  public String version() {
    return changes.read(
        () -> version + "-" + jobs.stream().filter(job -> job.state().isFinished()).count());
  }

  public Optional<Job> find(long id) {
    return changes.read(() -> jobs.stream().filter(job -> job.id() == id).findFirst());
  }

  /** The job with this token, whatever its state. */
  public Optional<Job> findByToken(String token) {
    return changes.read(() -> jobs.stream().filter(job -> job.token().equals(token)).findFirst());
  }

  public List<OfferedJob> jobs() {
    return changes.read(() -> jobs.stream().map(job -> new OfferedJob(job, changes)).toList());
  }
}
