package dev.slipway.ports.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ports.cluster.ContainerExec.ExecSession;
import dev.slipway.ports.cluster.ContainerExec.Output;
import dev.slipway.ports.cluster.ExecResult.Exited;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What goes in and out of a command of a {@link dev.slipway.ports.cluster.ContainerExec}, in a
 * container that runs.
 */
public abstract class ExecStreamsContract extends ExecKit {
  private static final int MIB = 1024 * 1024;

  @Test
  @DisplayName("output and error come apart, and the command's words arrive as they are")
  void words() throws Exception {
    KitOutput output = new KitOutput();
    String word = "a b\"c'd$HOME&x=1+2%20ü\n";
    try (ExecSession session =
        start(output, false, "sh", "-c", "printf %s \"$1\"; printf 'e\\n' >&2", "sh", word)) {
      assertThat(session.await()).isEqualTo(new Exited(0));
      assertThat(session.await()).isEqualTo(new Exited(0));
    }
    assertThat(output.outText()).isEqualTo(word);
    assertThat(output.errText()).isEqualTo("e\n");
  }

  @Test
  @DisplayName("1 MiB to standard input arrives byte for byte, then end of file")
  void input() throws Exception {
    byte[] bytes = new byte[MIB];
    new Random(42).nextBytes(bytes);
    KitOutput output = new KitOutput();
    try (ExecSession session = start(output, true, "cat")) {
      assertThat(session.send(bytes)).isTrue();
      assertThat(session.endInput()).isTrue();
      assertThat(session.await()).isEqualTo(new Exited(0));
    }
    assertThat(output.out()).isEqualTo(bytes);
  }

  @Test
  @DisplayName("a counted body needs no end of file")
  void countedInput() throws Exception {
    byte[] bytes = new byte[MIB];
    new Random(43).nextBytes(bytes);
    KitOutput output = new KitOutput();
    try (ExecSession session = start(output, true, "sh", "-c", "head -c " + MIB + " | wc -c")) {
      assertThat(session.send(bytes)).isTrue();
      assertThat(session.await()).isEqualTo(new Exited(0));
    }
    assertThat(output.outText().strip()).isEqualTo(String.valueOf(MIB));
  }

  @Test
  @DisplayName("without input the command reads end of file at once")
  void noInput() throws Exception {
    KitOutput output = new KitOutput();
    try (ExecSession session = start(output, false, "cat")) {
      assertThat(session.send(new byte[] {1})).isFalse();
      assertThat(session.await()).isEqualTo(new Exited(0));
    }
  }

  @Test
  @DisplayName("2 MiB of error do not hold up the output behind them")
  void errorFirst() throws Exception {
    KitOutput output = new KitOutput();
    try (ExecSession session =
        start(output, false, "sh", "-c", "head -c 2097152 /dev/zero >&2; echo done")) {
      assertThat(session.await()).isEqualTo(new Exited(0));
    }
    assertThat(output.outText()).isEqualTo("done\n");
    assertThat(output.errText()).hasSize(2 * MIB);
  }

  @Test
  @DisplayName("a receiver that stops for a while loses nothing")
  void slowReceiver() throws Exception {
    KitOutput output = new KitOutput();
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch complete = new CountDownLatch(1);
    AtomicInteger missing = new AtomicInteger(20 * MIB);
    Output slow =
        new Output() {
          @Override
          public void stdout(byte[] bytes) {
            stopped.countDown();
            try {
              goOn.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            output.stdout(bytes);
            if (missing.addAndGet(-bytes.length) <= 0) {
              complete.countDown();
            }
          }

          @Override
          public void stderr(byte[] bytes) {
            output.stderr(bytes);
          }
        };
    // It lives until all has come: what a command writes as it ends, a busy node may lose.
    try (ExecSession session =
        start(slow, true, "sh", "-c", "head -c 20971520 /dev/zero; read -r line")) {
      stopped.await();
      // The other streams of the cluster go on meanwhile.
      assertThat(pod().sh("echo there")).isEqualTo("there\n");
      goOn.countDown();
      complete.await();
      assertThat(session.send(new byte[] {'\n'})).isTrue();
      assertThat(session.await()).isEqualTo(new Exited(0));
    }
    assertThat(output.out()).hasSize(20 * MIB);
  }
}
