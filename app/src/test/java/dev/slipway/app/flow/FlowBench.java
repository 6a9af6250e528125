package dev.slipway.app.flow;

import dev.slipway.app.config.ConfigAnswer;
import dev.slipway.app.config.ConfigReader;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.JobPayload;
import dev.slipway.domain.job.ManagerIdentity;
import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.domain.settings.JobSettings;
import dev.slipway.domain.settings.RunnerSettings;
import dev.slipway.domain.trace.ByteSink;
import dev.slipway.domain.trace.MaskingRules;
import dev.slipway.domain.trace.TraceLog;
import dev.slipway.domain.variable.ManagerFacts;
import dev.slipway.ports.cache.CacheStore;
import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.ContainerAttach;
import dev.slipway.ports.cluster.ContainerAttach.AttachAnswer;
import dev.slipway.ports.cluster.ContainerExec;
import dev.slipway.ports.cluster.ContainerName;
import dev.slipway.ports.cluster.ExecResult;
import dev.slipway.ports.cluster.fake.FakeCluster;
import dev.slipway.ports.cluster.fake.NoRenderer;
import dev.slipway.ports.gitlab.FakeGitlab;
import dev.slipway.ports.gitlab.JobQueue.AskAnswer;
import dev.slipway.ports.gitlab.JobReporter;
import dev.slipway.ports.vault.VaultAnswer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** What the flow needs around it, made of fakes. */
final class FlowBench {
  static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");
  static final ManagerIdentity MANAGER =
      new ManagerIdentity(
          new ManagerFacts("gitlab-runner", "19.3.0", "1a2b3c4d", "linux/amd64", "manager-0"),
          "s_0123456789ab");

  static final AttachAnswer NO_POD = new AttachAnswer.Refused(404, "NotFound", "no such pod");

  private FlowBench() {}

  /** A log without stamps and sections, that masks nothing. */
  static JobLog log(ByteSink written) {
    return new JobLog(
        InstantSource.system(),
        MaskingRules.of(Set.of(), List.of(), false),
        false,
        false,
        new TraceLog(1 << 20, written),
        () -> {},
        _ -> {});
  }

  static RunnerSettings runner(String token) {
    return runner(token, "");
  }

  /** A runner with more keys of its own. */
  static RunnerSettings runner(String token, String keys) {
    return global("", token, keys).runners().getFirst();
  }

  /** A whole configuration with one runner. */
  static GlobalSettings global(String top, String token, String keys) {
    return global(top, token, keys, "");
  }

  private static GlobalSettings global(
      String top, String token, String keys, String kubernetesKeys) {
    String text =
        """
        %s
        [[runners]]
        name = "bench"
        url = "https://gitlab.test"
        token = "%s"
        executor = "kubernetes"
        %s
        [runners.kubernetes]
        image = "alpine:3.22"
        %s
        """
            .formatted(top, token, keys, kubernetesKeys);
    return switch (new ConfigReader(Map.of(), Path.of("/")).read("config.toml", text)) {
      case ConfigAnswer.Loaded(var settings, var _) -> settings;
      case ConfigAnswer.Refused(var problems) -> throw new AssertionError(problems);
    };
  }

  /** All of a stand-in of GitLab. */
  static GitlabPorts ports(FakeGitlab gitlab) {
    return new GitlabPorts(gitlab.queue(), gitlab.reporter(), gitlab.trace());
  }

  /** The job that was offered. */
  static JobPayload taken(FakeGitlab gitlab) throws InterruptedException {
    return switch (gitlab.queue().ask()) {
      case AskAnswer.JobGiven given -> given.job();
      case AskAnswer other -> throw new AssertionError("a job was offered, got " + other);
    };
  }

  static ClaimedJob claimed(JobPayload payload) {
    return claimed(payload, JobSettings.DEFAULTS);
  }

  static ClaimedJob claimed(JobPayload payload, JobSettings settings) {
    return claimed(payload, runner("glrt-bench").withJob(settings));
  }

  /** A job of a runner with more keys in {@code [runners.kubernetes]}. */
  static ClaimedJob claimed(JobPayload payload, String kubernetesKeys) {
    return claimed(payload, global("", "glrt-bench", "", kubernetesKeys).runners().getFirst());
  }

  private static ClaimedJob claimed(JobPayload payload, RunnerSettings runner) {
    return new ClaimedJob(
        payload,
        "{}",
        "correlation",
        Optional.empty(),
        Optional.empty(),
        runner,
        MANAGER,
        0,
        0,
        BEGIN);
  }

  static JobCluster cluster(FakeCluster fake, ContainerAttach attach) {
    return new JobCluster(
        new ClusterPorts(
            fake.pods(),
            fake.secrets(),
            fake.budgets(),
            fake.namespaces(),
            fake.prerequisites(),
            fake.feed(),
            FlowBench::quietSession,
            attach,
            fake.events(),
            new ScriptedLog(),
            new NoRenderer()),
        new PodWatch(fake.feed(), Map.of()));
  }

  static JobFlow flow(FakeCluster fake, GitlabPorts gitlab) {
    return flow(fake, gitlab, _ -> NO_POD);
  }

  static JobFlow flow(FakeCluster fake, GitlabPorts gitlab, ContainerAttach attach) {
    return flow(fake, gitlab, attach, TraceSpool::new);
  }

  static JobFlow flow(
      FakeCluster fake, GitlabPorts gitlab, ContainerAttach attach, Supplier<TraceSpool> spools) {
    return flow(cluster(fake, attach), gitlab, spools);
  }

  static JobFlow flow(JobCluster cluster, GitlabPorts gitlab, Supplier<TraceSpool> spools) {
    return new JobFlow(
        cluster,
        (_, _) -> {
          throw new UnsupportedOperationException("no tokens of jobs here");
        },
        gitlab,
        _ -> new VaultAnswer.Missing(),
        CacheStore.NONE,
        new Nonces(),
        InstantSource.fixed(BEGIN),
        spools);
  }

  /** A reporter that fails in a way no reporter should. */
  static JobReporter faultyAtTheEnd(JobReporter reporter, long job) {
    return (credentials, update) -> {
      if (credentials.id() == job && update.state() != JobReporter.JobUpdate.State.RUNNING) {
        throw new IllegalStateException("a fault");
      }
      return reporter.update(credentials, update);
    };
  }

  /** A command that prints nothing until it is closed. */
  private static ContainerExec.ExecSession quietSession(
      ContainerName container, List<String> command, boolean stdin, ContainerExec.Output output) {
    CountDownLatch end = new CountDownLatch(1);
    return new ContainerExec.ExecSession() {
      @Override
      public ExecResult await() throws InterruptedException {
        end.await();
        return new ExecResult.Lost("closed");
      }

      @Override
      public boolean send(byte[] bytes) {
        return false;
      }

      @Override
      public boolean endInput() {
        return false;
      }

      @Override
      public void close() {
        end.countDown();
      }
    };
  }
}
