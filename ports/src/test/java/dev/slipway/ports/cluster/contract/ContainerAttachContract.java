package dev.slipway.ports.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.PodName;
import dev.slipway.ports.cluster.ContainerAttach.AttachAnswer;
import dev.slipway.ports.cluster.ContainerAttach.AttachAnswer.Attached;
import dev.slipway.ports.cluster.ContainerAttach.AttachAnswer.Refused;
import dev.slipway.ports.cluster.ContainerAttach.Input;
import dev.slipway.ports.cluster.ContainerName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** What a {@link dev.slipway.ports.cluster.ContainerAttach} does, in a container that runs. */
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
public abstract class ContainerAttachContract {
  private static final int MIB = 1024 * 1024;
  private static final int MANY = 200;

  private LivePod pod;

  protected abstract StreamFixture cluster();

  @BeforeAll
  void startPod() throws Exception {
    pod = LivePod.start(cluster(), "attach");
  }

  @AfterAll
  void endPod() {
    pod.close();
  }

  private Input attach(ContainerName container) throws InterruptedException {
    AttachAnswer answer = cluster().ports().attach().attach(container);
    assertThat(answer).isInstanceOf(Attached.class);
    return ((Attached) answer).input();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Waits for a file in the container and answers its content. */
  private String file(String path) throws InterruptedException {
    return pod.sh("until [ -s %1$s ]; do sleep 0.05; done; cat %1$s".formatted(path));
  }

  @Test
  @DisplayName("lines reach the first process, in order")
  void lines() throws Exception {
    try (Input input = attach(pod.container())) {
      assertThat(input.isOpen()).isTrue();
      for (int i = 0; i < 50; i++) {
        assertThat(input.send(bytes("echo %d >> lines.part\n".formatted(i)))).isTrue();
      }
      assertThat(input.send(bytes("mv lines.part lines\n"))).isTrue();
      assertThat(file("lines").lines().map(Integer::valueOf))
          .isEqualTo(java.util.stream.IntStream.range(0, 50).boxed().toList());
    }
  }

  @Test
  @DisplayName("a second attach speaks to the same shell; closing the first did not end it")
  void sameShell() throws Exception {
    try (Input first = attach(pod.container())) {
      assertThat(first.send(bytes("word=kept; echo kept by $$ > first\n"))).isTrue();
      // Nothing says that what one attach sent arrives before what another one sends.
      assertThat(file("first")).startsWith("kept by ");
    }
    try (Input second = attach(pod.container())) {
      assertThat(second.send(bytes("echo $word by $$ > second\n"))).isTrue();
      assertThat(file("second")).isEqualTo(file("first"));
    }
  }

  @Test
  @DisplayName("200 are live at once: no library's limit of 64 holds them back")
  void manyAtOnce() throws Exception {
    List<Input> inputs = new ArrayList<>();
    try {
      for (int i = 0; i < MANY; i++) {
        inputs.add(attach(pod.container()));
      }
      for (Input input : inputs) {
        assertThat(input.send(bytes("echo x >> many.part\n"))).isTrue();
      }
      pod.sh("until [ \"$(wc -l <many.part)\" = %d ]; do sleep 0.05; done".formatted(MANY));
      assertThat(inputs).allMatch(Input::isOpen);
    } finally {
      inputs.forEach(Input::close);
    }
  }

  @Test
  @DisplayName("a closed input takes nothing and says so")
  void closed() throws Exception {
    Input input = attach(pod.container());
    input.close();
    input.close();
    assertThat(input.isOpen()).isFalse();
    assertThat(input.send(bytes("echo no > closed\n"))).isFalse();
  }

  @Test
  @DisplayName("1 MiB of script behind its line arrives byte for byte")
  void body() throws Exception {
    byte[] script = new byte[MIB];
    new Random(44).nextBytes(script);
    try (Input input = attach(pod.container())) {
      input.send(
          bytes("head -c " + MIB + " > body; sha256sum < body > sum.part; mv sum.part sum\n"));
      // What a shell reads ahead of a line would be missing from the body: wait for the line's
      // start.
      pod.sh("until [ -e body ]; do sleep 0.05; done");
      assertThat(input.send(Arrays.copyOf(script, 300_000))).isTrue();
      assertThat(input.send(Arrays.copyOfRange(script, 300_000, MIB))).isTrue();
      String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(script));
      assertThat(file("sum")).startsWith(sum);
    }
  }

  @Test
  @DisplayName("an absent pod is refused with 404 and named")
  void absentPod() throws Exception {
    assertThat(
            cluster()
                .ports()
                .attach()
                .attach(new ContainerName(new PodName(cluster().namespace(), "absent"), "main")))
        .isEqualTo(new Refused(404, "NotFound", "pods \"absent\" not found"));
  }

  @Test
  @DisplayName("a container that the pod does not have is refused with 400 and named")
  void wrongContainer() throws Exception {
    assertThat(cluster().ports().attach().attach(new ContainerName(pod.name(), "other")))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(400);
              assertThat(refused.message()).contains("other");
            });
  }

  @Test
  @DisplayName("who may do nothing is refused with 403")
  void forbidden() throws Exception {
    assertThat(cluster().powerlessPorts().attach().attach(pod.container()))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.status()).isEqualTo(403));
  }

  @Test
  @DisplayName("the first process's own end shows in the pod; its code is there, not in the stream")
  void exit() throws Exception {
    try (LivePod other = LivePod.start(cluster(), "attach-exit")) {
      other.end(7);
    }
  }
}
