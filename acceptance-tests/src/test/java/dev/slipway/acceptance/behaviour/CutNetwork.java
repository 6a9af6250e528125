package dev.slipway.acceptance.behaviour;

import dev.slipway.acceptance.cluster.TestCluster;
import dev.slipway.ports.cluster.contract.CuttingProxy;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The way between a manager and the cluster, with breaks. */
final class CutNetwork implements AutoCloseable {
  private final CuttingProxy proxy;
  private final ScheduledExecutorService cutter = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger cuts = new AtomicInteger();

  CutNetwork(TestCluster cluster) {
    URI api = URI.create(cluster.admin().getMasterUrl().toString());
    proxy = new CuttingProxy(api.getHost(), api.getPort());
  }

  /** The configuration with the cluster reached this way. */
  String through(String config) {
    return config.replaceFirst(
        "host = \"[^\"]*\"", "host = \"https://127.0.0.1:" + proxy.port() + "\"");
  }

  /** From now on every open connection is reset or ended, in turn. */
  void cutEvery(int millis) {
    var _ = cutter.scheduleAtFixedRate(this::cut, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Every open connection is reset or ended. */
  void cut() {
    if (cuts.incrementAndGet() % 2 == 0) {
      proxy.finish();
    } else {
      proxy.reset();
    }
  }

  int cuts() {
    return cuts.get();
  }

  /** Nothing passes any more through the connections that are open. */
  void silence() {
    proxy.freeze();
  }

  /** The cluster is away: open connections are reset, and so is each new one. */
  void away() {
    proxy.away(true);
  }

  @Override
  public void close() {
    cutter.shutdownNow();
    proxy.close();
  }
}
