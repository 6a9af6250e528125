package dev.slipway.ports.cluster.contract;

import dev.slipway.ports.cluster.ContainerExec.Output;
import java.util.concurrent.CountDownLatch;

/** Counts down when a command says its first word. */
final class FirstWord implements Output {
  private final CountDownLatch heard;
  private boolean first = true;

  FirstWord(CountDownLatch heard) {
    this.heard = heard;
  }

  @Override
  public synchronized void stdout(byte[] bytes) {
    if (first) {
      first = false;
      heard.countDown();
    }
  }

  @Override
  public void stderr(byte[] bytes) {
    stdout(bytes);
  }
}
