package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.Faults;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.ports.cluster.contract.CuttingProxy;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/** An API server that is away for a minute, at each step of a job: the job does not fail of it. */
@Tag("long")
class ApiOutageTest {
  private static final long OUTAGE_SECONDS = 60;
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @BothClients
  void before_the_pod_is_made(ClusterClient client) throws IOException {
    assertPasses(client, "echo ran", Outage::begin, _ -> {});
  }

  @BothClients
  void while_the_pod_comes_up(ClusterClient client) throws IOException {
    assertPasses(client, "echo ran", _ -> {}, Outage::beginWithThePod);
  }

  @BothClients
  void while_the_script_runs_and_ends(ClusterClient client) throws IOException {
    assertPasses(
        client,
        "echo begun; sleep 10; echo ran",
        _ -> {},
        outage -> outage.beginWith("01O begun\n"));
  }

  @BothClients
  void while_the_pod_is_removed(ClusterClient client) throws IOException {
    assertPasses(client, "echo ran", Outage::holdTheEnd, Outage::beginAtTheEnd);
  }

  private static void assertPasses(
      ClusterClient client, String script, Consumer<Outage> before, Consumer<Outage> during)
      throws IOException {
    try (Stage stage = new Stage("outage");
        Outage outage = new Outage(stage);
        SoloRunner runner = SoloRunner.but(stage, client, outage.straight(), outage.proxied())) {
      before.accept(outage);
      OfferedJob job = runner.offer(JobSpec.script(script));
      outage.of(job, runner.manager().systemId());
      during.accept(outage);
      job.awaitFinalUpdate(LIMIT);
      assertThat(job.finalUpdate().isSuccess()).as(job.traceText()).isTrue();
      assertThat(job.traceText()).containsOnlyOnce("01O ran\n");
      stage.assertNothingLeft(runner.manager().systemId(), LIMIT);
    }
  }

  /** The proxy before the API server, and when it refuses. */
  private static final class Outage implements AutoCloseable {
    private final Stage stage;
    private final URI api;
    private final CuttingProxy proxy;
    private @Nullable OfferedJob job;
    private String systemId = "";
    private Faults.@Nullable Gate gate;

    Outage(Stage stage) {
      this.stage = stage;
      this.api = URI.create(stage.cluster().admin().getMasterUrl().toString());
      this.proxy = new CuttingProxy(api.getHost(), api.getPort());
    }

    String straight() {
      return "host = \"" + api + "\"";
    }

    String proxied() {
      return "host = \"https://127.0.0.1:" + proxy.port() + "\"";
    }

    void of(OfferedJob offered, String manager) {
      job = offered;
      systemId = manager;
    }

    void begin() {
      proxy.away(true);
      CompletableFuture.delayedExecutor(OUTAGE_SECONDS, TimeUnit.SECONDS)
          .execute(() -> proxy.away(false));
    }

    void beginWithThePod() {
      stage.awaitPod(systemId);
      begin();
    }

    void beginWith(String text) {
      Objects.requireNonNull(job).awaitTraceContains(text, LIMIT);
      begin();
    }

    void holdTheEnd() {
      gate = stage.gitlab().faults().hold(CallKind.JOB_FINAL);
    }

    void beginAtTheEnd() {
      Faults.Gate held = Objects.requireNonNull(gate);
      held.awaitArrival(LIMIT);
      begin();
      held.open();
    }

    @Override
    public void close() {
      proxy.close();
    }
  }
}
