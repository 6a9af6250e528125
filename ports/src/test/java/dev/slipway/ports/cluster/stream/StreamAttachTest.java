package dev.slipway.ports.cluster.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.PodName;
import dev.slipway.ports.cluster.ContainerAttach.AttachAnswer;
import dev.slipway.ports.cluster.ContainerAttach.AttachAnswer.Attached;
import dev.slipway.ports.cluster.ContainerAttach.AttachAnswer.Lost;
import dev.slipway.ports.cluster.ContainerAttach.AttachAnswer.Refused;
import dev.slipway.ports.cluster.ContainerAttach.Input;
import dev.slipway.ports.cluster.ContainerName;
import dev.slipway.ports.cluster.stream.StreamDialer.DialAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamAttachTest {
  private static final String V5 = "v5.channel.k8s.io";
  private static final ContainerName CONTAINER =
      new ContainerName(new PodName("ci", "job-1"), "build");

  private final HandDialer server = new HandDialer();

  private AttachAnswer attach() throws InterruptedException {
    return new StreamAttach(server).attach(CONTAINER);
  }

  @Test
  @DisplayName("attaches to standard input and to nothing else")
  void path() throws Exception {
    server.accept(V5);
    assertThat(attach()).isInstanceOf(Attached.class);
    assertThat(server.path())
        .isEqualTo(
            "/api/v1/namespaces/ci/pods/job-1/attach?container=build&stdin=true&stdout=false&stderr=false&tty=false");
  }

  @Test
  @DisplayName("closing closes the connection and does not end the container's input")
  void close() throws Exception {
    server.accept(V5);
    Input input = input(attach());
    assertThat(input.send("x=1\n".getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(input.isOpen()).isTrue();
    input.close();
    assertThat(input.isOpen()).isFalse();
    assertThat(input.send(new byte[] {1})).isFalse();
    assertThat(server.sent()).noneMatch(frame -> frame[0] == (byte) 255);
    assertThat(server.isClosed()).isTrue();
    assertThat(server.stdin()).isEqualTo("x=1\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("a lost connection shows on the input")
  void lost() throws Exception {
    server.accept(V5);
    Input input = input(attach());
    server.end("the connection broke");
    assertThat(input.isOpen()).isFalse();
    assertThat(input.send(new byte[] {1})).isFalse();
  }

  @Test
  @DisplayName("a finished container is told in a status frame after the upgrade")
  void finishedContainer() throws Exception {
    server.accept(V5);
    Input input = input(attach());
    server.frame(
        3,
        "{\"status\":\"Failure\",\"message\":\"container build not found\",\"reason\":\"InternalError\",\"code\":500}");
    assertThat(input.isOpen()).isFalse();
  }

  @Test
  @DisplayName("an absent pod is refused in the server's words")
  void refused() throws Exception {
    server.answer(
        new DialAnswer.Refused(
            404,
            "{\"status\":\"Failure\",\"message\":\"pods \\\"job-1\\\" not found\",\"reason\":\"NotFound\"}"));
    assertThat(attach()).isEqualTo(new Refused(404, "NotFound", "pods \"job-1\" not found"));
  }

  @Test
  @DisplayName("no connection is lost")
  void failed() throws Exception {
    server.answer(new DialAnswer.Failed("no route"));
    assertThat(attach()).isEqualTo(new Lost("no route"));
  }

  @Test
  @DisplayName("frames stay within 32 KiB")
  void frames() throws Exception {
    server.accept(V5);
    byte[] script = new byte[70_000];
    Arrays.fill(script, (byte) '#');
    assertThat(input(attach()).send(script)).isTrue();
    assertThat(server.sent()).hasSize(3).allMatch(frame -> frame.length <= 32 * 1024);
    assertThat(server.stdin()).isEqualTo(script);
  }

  private static Input input(AttachAnswer answer) {
    assertThat(answer).isInstanceOf(Attached.class);
    return ((Attached) answer).input();
  }
}
