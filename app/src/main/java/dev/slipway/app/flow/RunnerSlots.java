package dev.slipway.app.flow;

import dev.slipway.domain.settings.RunnerSettings;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts what runs per runner token: two entries with one token share their limits, as GitLab sees
 * one runner. Safe for several threads.
 */
final class RunnerSlots {
  private static final double SHRINK_ON_TROUBLE = 0.5;
  private static final double GROW_ON_JOB = 1.1;
  private static final double SHRINK_ON_NOTHING = 0.95;

  private final Map<String, Use> byToken = new HashMap<>();

  /** What came of a request, for the number of requests that may be open. */
  enum RequestEnd {
    JOB,
    NOTHING,
    TROUBLE
  }

  private static final class Use {
    private final BitSet jobs = new BitSet();
    private final Map<Long, BitSet> byProject = new HashMap<>();
    private int jobsAndRequests;
    private int requests;
    private double requestLimit = 1;
  }

  /** Takes a slot for a request; false when a limit is reached. */
  synchronized boolean beginRequest(RunnerSettings runner) {
    Use use = use(runner);
    int limit = runner.polling().limit();
    int requestsMax =
        (int)
            Math.ceil(
                Math.clamp(
                    use.requestLimit, 1, Math.max(1, runner.polling().requestConcurrency())));
    if ((limit > 0 && use.jobsAndRequests >= limit) || use.requests >= requestsMax) {
      return false;
    }
    use.jobsAndRequests++;
    use.requests++;
    return true;
  }

  /** The request is over; the slot of a job that came stays taken until {@link #endJob}. */
  synchronized void endRequest(RunnerSettings runner, RequestEnd end) {
    Use use = use(runner);
    use.requests--;
    double factor =
        switch (end) {
          case JOB -> GROW_ON_JOB;
          case NOTHING -> SHRINK_ON_NOTHING;
          case TROUBLE -> SHRINK_ON_TROUBLE;
        };
    use.requestLimit =
        Math.clamp(
            use.requestLimit * factor, 1, Math.max(1, runner.polling().requestConcurrency()));
    if (end != RequestEnd.JOB) {
      use.jobsAndRequests--;
    }
  }

  /** The numbers of a new job: the lowest free ones. */
  synchronized JobSlot beginJob(RunnerSettings runner, long projectId) {
    Use use = use(runner);
    BitSet project = use.byProject.computeIfAbsent(projectId, _ -> new BitSet());
    JobSlot slot = new JobSlot(use.jobs.nextClearBit(0), project.nextClearBit(0), projectId);
    use.jobs.set(slot.id());
    project.set(slot.projectSlot());
    return slot;
  }

  /** The job is over. */
  synchronized void endJob(RunnerSettings runner, JobSlot slot) {
    Use use = use(runner);
    use.jobs.clear(slot.id());
    BitSet project = use.byProject.get(slot.projectId());
    if (project != null) {
      project.clear(slot.projectSlot());
      if (project.isEmpty()) {
        use.byProject.remove(slot.projectId());
      }
    }
    use.jobsAndRequests--;
  }

  private Use use(RunnerSettings runner) {
    return byToken.computeIfAbsent(runner.gitlab().token().value(), _ -> new Use());
  }

  /** A running job's numbers, from 0. */
  record JobSlot(int id, int projectSlot, long projectId) {}
}
