package dev.slipway.app.flow;

import dev.slipway.domain.channel.ExecCommand;
import dev.slipway.ports.cluster.ContainerExec;
import dev.slipway.ports.cluster.ContainerExec.ExecSession;
import dev.slipway.ports.cluster.ContainerName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a script whose stream says nothing. A network that has gone silent looks like a
 * script that does, and no client tells the one from the other: so another command looks whether
 * the script is still there.
 */
final class SilentScript {
  private static final Logger LOG = LoggerFactory.getLogger(SilentScript.class);
  private static final Duration LOOK_MAX = Duration.ofSeconds(10);
  // What the stream still brings may be on its way while the first look finds nothing.
  private static final int LOOKS_IN_VAIN = 2;
  private static final int SECOND_LOOK_SOONER = 6;

  private final ContainerExec exec;
  private final Duration silenceMax;

  /**
   * @param silenceMax after so much silence it is looked for the script
   */
  SilentScript(ContainerExec exec, Duration silenceMax) {
    this.exec = exec;
    this.silenceMax = silenceMax;
  }

  /** Returns when the script is gone and its stream silent; never where its end marker has come. */
  void awaitGone(ContainerName container, ExecCommand command, ExecOutput output)
      throws InterruptedException {
    int inVain = 0;
    long heardAt = output.heardAt();
    long due = heardAt + silenceMax.toNanos();
    while (inVain < LOOKS_IN_VAIN) {
      Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
      if (output.heardAt() != heardAt || output.code().isPresent()) {
        inVain = 0;
        heardAt = output.heardAt();
        due = System.nanoTime() + silenceMax.toNanos();
      } else {
        inVain = isGone(container, command) ? inVain + 1 : 0;
        long pause = silenceMax.toNanos() / (inVain == 0 ? 1 : SECOND_LOOK_SOONER);
        due = System.nanoTime() + pause;
      }
    }
  }

  // A look that did not come to an end says nothing.
  private boolean isGone(ContainerName container, ExecCommand command) throws InterruptedException {
    Printed printed = new Printed();
    try (ExecSession session = exec.start(container, command.look(), false, printed)) {
      Thread limit = Thread.ofVirtual().start(() -> closeLate(session));
      try {
        LOG.debug("{} is silent, its script is {} ({})", container, printed, session.await());
      } finally {
        limit.interrupt();
      }
    }
    return printed.toString().equals(ExecCommand.GONE);
  }

  private static void closeLate(ExecSession session) {
    try {
      Thread.sleep(LOOK_MAX);
      session.close();
    } catch (InterruptedException e) {
      LOG.trace("the look ended in time", e);
    }
  }

  /** The word that a look prints. */
  private static final class Printed implements ContainerExec.Output {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public synchronized void stdout(byte[] some) {
      bytes.writeBytes(some);
    }

    @Override
    public void stderr(byte[] some) {}

    @Override
    public synchronized String toString() {
      return bytes.toString(StandardCharsets.UTF_8).strip();
    }
  }
}
