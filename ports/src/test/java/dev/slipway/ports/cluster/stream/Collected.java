package dev.slipway.ports.cluster.stream;

import dev.slipway.ports.cluster.ContainerExec.Output;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps what a command prints. */
final class Collected implements Output {
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

  synchronized byte[] out() {
    return out.toByteArray();
  }

  synchronized byte[] err() {
    return err.toByteArray();
  }

  String outText() {
    return new String(out(), StandardCharsets.UTF_8);
  }
}
