package dev.slipway.ports.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.PodName;
import dev.slipway.ports.cluster.ContainerExec.ExecSession;
import dev.slipway.ports.cluster.ContainerExec.Output;
import dev.slipway.ports.cluster.ContainerName;
import dev.slipway.ports.cluster.ExecResult;
import dev.slipway.ports.cluster.ExecResult.Exited;
import dev.slipway.ports.cluster.ExecResult.Lost;
import dev.slipway.ports.cluster.ExecResult.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How a command of a {@link dev.slipway.ports.cluster.ContainerExec} ends, in a container that
 * runs. The property {@code contract.runs} sets how often exit codes are asked for.
 */
public abstract class ContainerExecContract extends ExecKit {
  private static final int RUNS = Integer.getInteger("contract.runs", 48);
  private static final int PARALLEL = 6;
  private static final int RUNS_LONG = 300;
  private static final int MANY = 200;
  private static final int MANY_STEP = 20;

  @Test
  @DisplayName("exit codes 0, 3, 137 and 255 with 200 KiB of output, six at a time, none lost")
  void exitCodes() throws Exception {
    exitCodes(RUNS);
  }

  @Test
  @Tag("long")
  @DisplayName("the same three hundred times")
  void exitCodesOften() throws Exception {
    exitCodes(RUNS_LONG);
  }

  private void exitCodes(int runs) throws Exception {
    int[] codes = {0, 3, 137, 255};
    List<Future<String>> wrong = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(PARALLEL)) {
      for (int i = 0; i < runs; i++) {
        int code = codes[i % codes.length];
        wrong.add(threads.submit(() -> oneRun(code)));
      }
    }
    for (Future<String> one : wrong) {
      assertThat(one.get()).isEmpty();
    }
  }

  /** Empty where all was right. */
  private String oneRun(int code) throws InterruptedException {
    KitOutput output = new KitOutput();
    String script = "head -c 204800 /dev/zero; echo err >&2; exit " + code;
    try (ExecSession session = start(output, false, "sh", "-c", script)) {
      ExecResult result = session.await();
      boolean right =
          result.equals(new Exited(code))
              && output.out().length == 204_800
              && output.errText().equals("err\n");
      return right
          ? ""
          : "%d: %s, %d bytes, %s".formatted(code, result, output.out().length, output.errText());
    }
  }

  @Test
  @DisplayName("200 commands are live at once: no library's limit of 64 holds them back")
  void manyAtOnce() throws Exception {
    List<ExecSession> sessions = new ArrayList<>();
    while (sessions.size() < MANY) {
      // Not all at once: a busy machine may let a connection wait longer than a client does.
      CountDownLatch live = new CountDownLatch(MANY_STEP);
      for (int i = 0; i < MANY_STEP; i++) {
        sessions.add(start(new FirstWord(live), true, "sh", "-c", "echo on; read -r line"));
      }
      live.await();
    }
    for (ExecSession session : sessions) {
      assertThat(session.send(new byte[] {'\n'})).isTrue();
    }
    for (ExecSession session : sessions) {
      assertThat(session.await()).isEqualTo(new Exited(0));
    }
  }

  @Test
  @DisplayName("a command that its own shell kills has 137")
  void killed() throws Exception {
    KitOutput output = new KitOutput();
    try (ExecSession session = start(output, false, "sh", "-c", "kill -9 $$")) {
      assertThat(session.await()).isEqualTo(new Exited(137));
    }
  }

  @Test
  @DisplayName("a command that does not exist is refused and named")
  void noSuchCommand() throws Exception {
    try (ExecSession session = start(new KitOutput(), false, "no-such-command")) {
      assertThat(session.await())
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.message()).contains("no-such-command"));
    }
  }

  @Test
  @DisplayName("a container that the pod does not have is refused with 400 and named")
  void wrongContainer() throws Exception {
    assertThat(resultIn(new ContainerName(pod().name(), "other")))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(400);
              assertThat(refused.message()).contains("other");
            });
  }

  @Test
  @DisplayName("a container that has ended refuses commands")
  void finishedContainer() throws Exception {
    try (LivePod other = LivePod.start(cluster(), "exec-finished")) {
      other.end(0);
      assertThat(resultIn(other.container())).isInstanceOf(Refused.class);
    }
  }

  @Test
  @DisplayName("an absent pod is refused with 404 and named")
  void absentPod() throws Exception {
    assertThat(resultIn(new ContainerName(new PodName(cluster().namespace(), "absent"), "main")))
        .isEqualTo(new Refused(404, "NotFound", "pods \"absent\" not found"));
  }

  private ExecResult resultIn(ContainerName container) throws InterruptedException {
    try (ExecSession session =
        cluster().ports().exec().start(container, List.of("true"), false, new KitOutput())) {
      return session.await();
    }
  }

  @Test
  @DisplayName("who may do nothing is refused with 403")
  void forbidden() throws Exception {
    try (ExecSession session =
        cluster()
            .powerlessPorts()
            .exec()
            .start(pod().container(), List.of("true"), false, new KitOutput())) {
      assertThat(session.await())
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> {
                assertThat(refused.status()).isEqualTo(403);
                assertThat(refused.reason()).isEqualTo("Forbidden");
                assertThat(refused.message()).contains("pods/exec");
              });
    }
  }

  @Test
  @DisplayName("closing answers Lost at once; the command goes on without its stream")
  void close() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    Output starting = new FirstWord(running);
    String script = "echo on; while [ ! -e go ]; do sleep 0.05; done; : > outlived";
    ExecSession session = start(starting, false, "sh", "-c", script);
    running.await();
    session.close();
    assertThat(session.await()).isInstanceOf(Lost.class);
    assertThat(session.send(new byte[] {1})).isFalse();
    pod().sh(": > go; until [ -e outlived ]; do sleep 0.05; done");
  }

  @Test
  @DisplayName("a pod that is deleted ends its commands: a code or Lost, never a hang")
  void podDeleted() throws Exception {
    try (LivePod other = LivePod.start(cluster(), "exec-deleted")) {
      CountDownLatch running = new CountDownLatch(1);
      Output starting = new FirstWord(running);
      try (ExecSession session =
          cluster()
              .ports()
              .exec()
              .start(
                  other.container(), List.of("sh", "-c", "echo on; sleep 1000"), false, starting)) {
        running.await();
        other.delete(0);
        assertThat(session.await())
            .satisfiesAnyOf(
                result -> assertThat(result).isEqualTo(new Exited(137)),
                result -> assertThat(result).isInstanceOf(Lost.class));
      }
    }
  }
}
