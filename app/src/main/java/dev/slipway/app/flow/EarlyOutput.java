package dev.slipway.app.flow;

import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.ContainerLog;
import dev.slipway.ports.cluster.ContainerName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a container prints before its channel is open. An image's own entrypoint may say something
 * that the user wants to see; and when nobody answers, the last lines tell why.
 */
final class EarlyOutput {
  private static final Logger LOG = LoggerFactory.getLogger(EarlyOutput.class);
  private static final int BYTES_MAX = 1 << 20;
  private static final int LAST_LINES = 5;
  private static final int LINE_CHARACTERS_MAX = 200;
  private static final int LOOKS_FOR_END = 40;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final ContainerLog logs;
  private final ContainerName container;
  private final Consumer<byte[]> sink;
  private final List<String> ends = new ArrayList<>();
  private int told;

  /**
   * @param sink where it goes as it comes
   */
  EarlyOutput(ContainerLog logs, ContainerName container, Consumer<byte[]> sink) {
    this.logs = logs;
    this.container = container;
    this.sink = sink;
  }

  /** Says which line ends the output, should it be found there. */
  void endsWith(String line) {
    ends.add(line);
  }

  /** Hands on what is new since the last time. */
  void tell() {
    tell(read());
  }

  /** Hands on the rest, once its end is there; waits a little for it. */
  void tellAll() throws InterruptedException {
    for (int look = 1; !tell(read()) && look < LOOKS_FOR_END; look++) {
      Thread.sleep(PAUSE);
    }
  }

  /** The last few lines; empty where it has printed nothing, or that cannot be known. */
  List<String> lastLines() {
    List<String> lines =
        new String(read(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
    return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream()
        .map(line -> line.substring(0, Math.min(line.length(), LINE_CHARACTERS_MAX)))
        .toList();
  }

  /** Answers whether the end was reached. */
  private boolean tell(byte[] all) {
    String text = new String(all, StandardCharsets.ISO_8859_1);
    OptionalInt end = ends.stream().mapToInt(text::indexOf).filter(at -> at >= 0).min();
    int to = end.orElse(all.length);
    if (to > told) {
      sink.accept(Arrays.copyOfRange(all, told, to));
      told = to;
    }
    return end.isPresent() || all.length == BYTES_MAX;
  }

  private byte[] read() {
    return switch (logs.read(container, BYTES_MAX)) {
      case ClusterAnswer.Done<byte[]>(byte[] all) -> all;
      case ClusterAnswer.Refused<byte[]>(ClusterError error) -> {
        LOG.debug("the output of {} cannot be read: {}", container, error);
        yield new byte[0];
      }
    };
  }
}
