package dev.slipway.ports.cluster.contract;

import dev.slipway.ports.cluster.ContainerExec.Output;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps what a command prints. */
public final class KitOutput implements Output {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Override
  public synchronized void stdout(byte[] bytes) {
    out.writeBytes(bytes);
  }

  @Override
  public synchronized void stderr(byte[] bytes) {
    err.writeBytes(bytes);
  }

  /** Standard output so far. */
  public synchronized byte[] out() {
    return out.toByteArray();
  }

  /** Standard output so far, as text. */
  public String outText() {
    return new String(out(), StandardCharsets.UTF_8);
  }

  /** Standard error so far, as text. */
  public synchronized String errText() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
