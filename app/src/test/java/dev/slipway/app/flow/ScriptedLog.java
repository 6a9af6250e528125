package dev.slipway.app.flow;

import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.ContainerLog;
import dev.slipway.ports.cluster.ContainerName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A container's output as a test tells it. */
final class ScriptedLog implements ContainerLog {
  private ClusterAnswer<byte[]> printed = new ClusterAnswer.Done<>(new byte[0]);

  private final Deque<ClusterAnswer<InputStream>> streams = new ArrayDeque<>();
  private final List<Instant> asked = new ArrayList<>();

  static <T> ClusterAnswer<T> refusal(ClusterError error) {
    return new ClusterAnswer.Refused<>(error);
  }

  void printed(String text) {
    printed = new ClusterAnswer.Done<>(text.getBytes(StandardCharsets.UTF_8));
  }

  void refuses() {
    printed = refusal(new ClusterError.Invalid("not yet"));
  }

  ScriptedLog thenRefuses(ClusterError error) {
    streams.add(refusal(error));
    return this;
  }

  ScriptedLog thenEnds(String text) {
    streams.add(new ClusterAnswer.Done<>(bytes(text)));
    return this;
  }

  ScriptedLog thenBreaks(String text) {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("cut");
          }

          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            return read();
          }
        };
    streams.add(new ClusterAnswer.Done<>(new SequenceInputStream(bytes(text), broken)));
    return this;
  }

  ScriptedLog then(InputStream stream) {
    streams.add(new ClusterAnswer.Done<>(stream));
    return this;
  }

  /** From when on each stream was asked for. */
  List<Instant> asked() {
    return asked;
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public ClusterAnswer<byte[]> read(ContainerName container, int bytesMax) {
    return printed;
  }

  @Override
  public ClusterAnswer<InputStream> follow(ContainerName container, Instant since) {
    asked.add(since);
    return streams.remove();
  }
}
