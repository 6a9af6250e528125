package dev.slipway.acceptance.bench;

import dev.slipway.acceptance.behaviour.ClusterKeys;
import dev.slipway.acceptance.behaviour.TestManager;
import dev.slipway.acceptance.cluster.TestCluster;
import dev.slipway.acceptance.cluster.TestNamespace;
import dev.slipway.acceptance.coordinator.Coordinator;
import dev.slipway.acceptance.coordinator.CoordinatorOptions;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.JobState;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs trivial jobs one after another, or several at once, through one client and prints the median
 * and the 95th percentile of each part of their way.
 *
 * <pre>Bench CLIENT JOBS AT_ONCE</pre>
 */
public final class Bench {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Pattern FIRST_LINE = Pattern.compile("first-line (\\d+)\\.(\\d{6})");

  private final Map<String, Instant> podSeen = new ConcurrentHashMap<>();
  private final Map<String, Instant> podReady = new ConcurrentHashMap<>();

  private Bench() {}

  /** Command line entry. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    ClusterClient client = ClusterClient.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    new Bench().run(client, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    System.exit(0);
  }

  private void run(ClusterClient client, int jobs, int atOnce)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("bench");
    TestCluster cluster = TestCluster.get();
    try (TestNamespace namespace = cluster.namespace("bench");
        Coordinator gitlab =
            Coordinator.start(CoordinatorOptions.defaults().withLongPoll(Duration.ofSeconds(10)));
        SharedIndexInformer<Pod> watch =
            cluster.admin().pods().inNamespace(namespace.name()).inform(new Times());
        TestManager manager =
            TestManager.start(
                config(
                    gitlab,
                    namespace,
                    client,
                    atOnce,
                    ClusterKeys.of(cluster.kubeconfig(), folder)))) {
      runBatch(gitlab, atOnce);
      List<OfferedJob> measured = new ArrayList<>();
      for (int done = 0; done < jobs; done += atOnce) {
        measured.addAll(runBatch(gitlab, Math.min(atOnce, jobs - done)));
      }
      print(client, jobs, atOnce, measured);
      System.err.println("watched " + watch + " and ran " + manager.systemId());
    }
  }

  private static List<OfferedJob> runBatch(Coordinator gitlab, int size) {
    List<OfferedJob> batch = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      batch.add(gitlab.offer(JobSpec.script("echo first-line $(date +%s.%6N)")));
    }
    batch.forEach(job -> job.awaitFinalUpdate(LIMIT));
    return batch;
  }

  private void print(ClusterClient client, int jobs, int atOnce, List<OfferedJob> measured) {
    List<Long> toPod = new ArrayList<>();
    List<Long> readyToLine = new ArrayList<>();
    List<Long> createdToReady = new ArrayList<>();
    List<Long> whole = new ArrayList<>();
    for (OfferedJob job : measured) {
      String id = Long.toString(job.id());
      Instant claim = at(job, JobState.PENDING);
      Instant end = job.history().getLast().at();
      Instant created = podSeen.getOrDefault(id, claim);
      Instant ready = podReady.getOrDefault(id, created);
      Matcher line = FIRST_LINE.matcher(job.traceText());
      if (!line.find()) {
        throw new IllegalStateException("job " + id + " printed no time: " + job.traceText());
      }
      Instant first =
          Instant.ofEpochSecond(
              Long.parseLong(line.group(1)), Long.parseLong(line.group(2)) * 1000L);
      toPod.add(millis(claim, created));
      createdToReady.add(millis(created, ready));
      readyToLine.add(millis(ready, first));
      whole.add(millis(claim, end));
    }
    System.out.printf("%s, %d jobs, %d at once (ms: median, p95)%n", client, jobs, atOnce);
    row("claim -> pod created", toPod);
    row("pod created -> ready", createdToReady);
    row("pod ready -> first script line", readyToLine);
    row("claim -> final update", whole);
  }

  private static Instant at(OfferedJob job, JobState state) {
    return job.history().stream()
        .filter(change -> change.state() == state)
        .findFirst()
        .orElseThrow()
        .at();
  }

  private static void row(String what, List<Long> values) {
    List<Long> sorted = values.stream().sorted().toList();
    System.out.printf(
        "  %-32s %6d %6d%n",
        what,
        sorted.get(sorted.size() / 2),
        sorted.get(Math.min(sorted.size() - 1, sorted.size() * 95 / 100)));
  }

  private static long millis(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }

  private static String config(
      Coordinator gitlab,
      TestNamespace namespace,
      ClusterClient client,
      int atOnce,
      String clusterKeys) {
    return """
    concurrent = %d
    check_interval = 1
    [[runners]]
      name = "bench"
      url = "%s"
      token = "%s"
      request_concurrency = %d
      executor = "kubernetes"
      [runners.kubernetes]
    %s
        client = "%s"
        namespace = "%s"
        image = "localhost/debian-ci:1"
        helper_image = "localhost/helper:1"
        pull_policy = "if-not-present"
        cleanup_grace_period_seconds = 1
    """
        .formatted(
            atOnce,
            gitlab.url(),
            gitlab.runnerToken(),
            atOnce,
            clusterKeys,
            client.name().toLowerCase(Locale.ROOT),
            namespace.name());
  }

  /** Notes when each job's pod was first seen and when it was ready. */
  private final class Times implements ResourceEventHandler<Pod> {
    @Override
    public void onAdd(Pod pod) {
      note(pod);
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
      note(pod);
    }

    @Override
    public void onDelete(Pod pod, boolean unknown) {
      note(pod);
    }

    private void note(Pod pod) {
      Instant now = Instant.now();
      String job = pod.getMetadata().getLabels().getOrDefault("slipway.dev/job-id", "");
      podSeen.putIfAbsent(job, now);
      boolean ready =
          pod.getStatus().getConditions().stream()
              .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
      if (ready) {
        podReady.putIfAbsent(job, now);
      }
    }
  }
}
