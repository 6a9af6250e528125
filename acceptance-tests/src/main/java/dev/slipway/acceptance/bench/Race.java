package dev.slipway.acceptance.bench;

import dev.slipway.acceptance.behaviour.ClusterKeys;
import dev.slipway.acceptance.cluster.TestCluster;
import dev.slipway.acceptance.cluster.TestNamespace;
import dev.slipway.acceptance.coordinator.Coordinator;
import dev.slipway.acceptance.coordinator.CoordinatorOptions;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.JobState;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Trivial jobs, one after another or several at once, by one contestant. */
final class Race {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int STARTS = 3;
  private static final Pattern TIME = Pattern.compile("(first|last)-line (\\d+)\\.(\\d{6})");
  private static final Set<CallKind> GITLAB =
      EnumSet.of(CallKind.JOB_REQUEST, CallKind.JOB_RUNNING, CallKind.JOB_FINAL, CallKind.TRACE);

  private final Contestant contestant;
  private final int jobs;
  private final int atOnce;
  private final PodTimes pods = new PodTimes();

  Race(Contestant contestant, int jobs, int atOnce) {
    this.contestant = contestant;
    this.jobs = jobs;
    this.atOnce = atOnce;
  }

  /**
   * Runs it.
   *
   * @param folder for files of its own
   * @throws IllegalStateException when a job did not succeed
   */
  Outcome run(Path folder) throws IOException {
    TestCluster cluster = TestCluster.get();
    String keys = ClusterKeys.of(cluster.kubeconfig(), folder);
    try (TestNamespace namespace = cluster.namespace("bench");
        Coordinator gitlab =
            Coordinator.start(CoordinatorOptions.defaults().withLongPoll(Duration.ofSeconds(10)));
        SharedIndexInformer<Pod> watch =
            cluster.admin().pods().inNamespace(namespace.name()).inform(pods)) {
      List<StartBench.Start> starts =
          StartBench.measure(
              contestant.program(),
              contestant
                  .config(gitlab.url(), "{{token}}", namespace.name(), keys, atOnce)
                  .replace(gitlab.url().toString(), "{{url}}"),
              STARTS,
              folder);
      Path config =
          Files.writeString(
              folder.resolve("config.toml"),
              contestant.config(
                  gitlab.url(), gitlab.runnerToken(), namespace.name(), keys, atOnce));
      try (ManagerProcess manager =
          ManagerProcess.start(
              contestant.program(), config, folder.resolve("manager.log"), Map.of())) {
        batch(gitlab, atOnce);
        long idleKib = manager.residentKib();
        Instant began = Instant.now();
        long cpuBefore = manager.cpu().toMillis();
        int requestsBefore = requests(gitlab);
        List<OfferedJob> measured = new ArrayList<>();
        for (int done = 0; done < jobs; done += atOnce) {
          measured.addAll(batch(gitlab, Math.min(atOnce, jobs - done)));
        }
        Duration took = Duration.between(began, Instant.now());
        OptionalLong calls = AuditLog.beside(cluster.kubeconfig()).calls(namespace.name(), began);
        if (!watch.isRunning()) {
          throw new IllegalStateException("the watch of the pods ended meanwhile");
        }
        return new Outcome(
            contestant,
            jobs,
            atOnce,
            parts(measured),
            Figures.of(starts.stream().map(StartBench.Start::millis).toList()),
            jobs * 60_000.0 / took.toMillis(),
            (manager.cpu().toMillis() - cpuBefore) / (double) jobs,
            idleKib,
            manager.peakKib(),
            calls.isPresent()
                ? OptionalDouble.of(calls.getAsLong() / (double) jobs)
                : OptionalDouble.empty(),
            (requests(gitlab) - requestsBefore) / (double) jobs);
      }
    }
  }

  private static int requests(Coordinator gitlab) {
    return (int)
        gitlab.journal().requests().stream()
            .filter(request -> GITLAB.contains(request.kind()))
            .count();
  }

  private static List<OfferedJob> batch(Coordinator gitlab, int size) {
    List<OfferedJob> batch = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      batch.add(
          gitlab.offer(
              JobSpec.script("echo first-line $(date +%s.%6N)", "echo last-line $(date +%s.%6N)")));
    }
    batch.forEach(job -> job.awaitFinalUpdate(LIMIT));
    return batch;
  }

  private Map<String, Figures> parts(List<OfferedJob> measured) {
    Map<String, List<Long>> parts = new LinkedHashMap<>();
    for (OfferedJob job : measured) {
      Instant claim = at(job, JobState.PENDING);
      Instant end = at(job, JobState.SUCCESS);
      Instant created = pods.seen(job.id()).orElse(claim);
      Instant ready = pods.ready(job.id()).orElse(created);
      add(parts, "claim -> pod created", claim, created);
      add(parts, "pod created -> ready", created, ready);
      add(parts, "ready -> first script line", ready, printed(job, "first"));
      add(parts, "script end -> final update", printed(job, "last"), end);
      add(parts, "claim -> final update", claim, end);
    }
    Map<String, Figures> figures = new LinkedHashMap<>();
    parts.forEach((part, values) -> figures.put(part, Figures.of(values)));
    return figures;
  }

  private static void add(Map<String, List<Long>> parts, String name, Instant from, Instant to) {
    parts.computeIfAbsent(name, _ -> new ArrayList<>()).add(Duration.between(from, to).toMillis());
  }

  private static Instant printed(OfferedJob job, String which) {
    Matcher line = TIME.matcher(job.traceText());
    while (line.find()) {
      if (line.group(1).equals(which)) {
        return Instant.ofEpochSecond(
            Long.parseLong(line.group(2)), Long.parseLong(line.group(3)) * 1000L);
      }
    }
    throw new IllegalStateException("job " + job.id() + " printed no time: " + job.traceText());
  }

  private static Instant at(OfferedJob job, JobState state) {
    return job.history().stream()
        .filter(change -> change.state() == state)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("job " + job.id() + " failed: " + job.traceText()))
        .at();
  }
}
