package dev.slipway.ports.cluster.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.PodName;
import dev.slipway.ports.cluster.ContainerExec.ExecSession;
import dev.slipway.ports.cluster.ContainerExec.Output;
import dev.slipway.ports.cluster.ContainerName;
import dev.slipway.ports.cluster.ExecResult;
import dev.slipway.ports.cluster.ExecResult.Exited;
import dev.slipway.ports.cluster.ExecResult.Lost;
import dev.slipway.ports.cluster.ExecResult.Refused;
import dev.slipway.ports.cluster.stream.StreamDialer.DialAnswer;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class StreamExecTest {
  private static final String V4 = "v4.channel.k8s.io";
  private static final String V5 = "v5.channel.k8s.io";
  private static final ContainerName CONTAINER =
      new ContainerName(new PodName("ci", "job-1"), "build");
  private static final String SUCCESS = "{\"metadata\":{},\"status\":\"Success\"}";
  private static final String EXIT_CODE =
      "{\"metadata\":{},\"status\":\"Failure\",\"message\":\"command terminated with non-zero exit"
          + " code: exit status %1$d\",\"reason\":\"NonZeroExitCode\",\"details\":{\"causes\":[{\"reason\":\"ExitCode\",\"message\":\"%1$d\"}]}}";
  private static final String NO_SUCH_COMMAND =
      "{\"metadata\":{},\"status\":\"Failure\",\"message\":\"Internal error occurred: failed to start"
          + " exec: exec: \\\"no-such\\\": executable file not found in $PATH\",\"reason\":\"InternalError\",\"details\":{\"causes\":[{\"message\":\"x\"}]},\"code\":500}";

  private final HandDialer server = new HandDialer();
  private final Collected output = new Collected();

  private ExecSession start(boolean stdin) {
    return new StreamExec(server).start(CONTAINER, List.of("sh"), stdin, output);
  }

  @Test
  @DisplayName("the address names the container, each word of the command, and what is open")
  void path() {
    ExecSession session =
        new StreamExec(server).start(CONTAINER, List.of("sh", "-c", "echo a&b ü+"), true, output);
    assertThat(server.path())
        .isEqualTo(
            "/api/v1/namespaces/ci/pods/job-1/exec?container=build&stdin=true&stdout=true&stderr=true&tty=false"
                + "&command=sh&command=-c&command=echo%20a%26b%20%C3%BC%2B");
    session.close();
  }

  @ParameterizedTest
  @CsvSource({"3,v5", "137,v5", "255,v5", "3,v4", "137,v4"})
  @DisplayName("the exit code is in the status frame, in both protocol versions")
  void exitCode(int code, String version) throws Exception {
    ExecSession session = start(false);
    server.accept(version + ".channel.k8s.io").frame(3, EXIT_CODE.formatted(code));
    assertThat(session.await()).isEqualTo(new Exited(code));
  }

  @Test
  @DisplayName("frames as a server sent them: empty announcements, output, status")
  void recorded() throws Exception {
    ExecSession session = start(false);
    server.accept(V4).frame(1, "").frame(2, "").frame(3, "").frame(1, "hello\n").frame(3, SUCCESS);
    assertThat(session.await()).isEqualTo(new Exited(0));
    assertThat(output.outText()).isEqualTo("hello\n");
    server.awaitSettled();
    assertThat(server.isClosed()).isFalse();
  }

  static Stream<Arguments> seeds() {
    return Stream.of(V5, V4)
        .flatMap(v -> Stream.of(1L, 2L, 3L, 5L, 8L, 13L).map(s -> Arguments.of(v, s)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @DisplayName("both outputs arrive whole and in order, however they are cut into frames")
  void fragments(String subprotocol, long seed) throws Exception {
    Random random = new Random(seed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ExecSession session = start(false);
    server.accept(subprotocol);
    for (int sent = 0; sent < 200 * 1024; ) {
      byte[] part = new byte[random.nextInt(random.nextBoolean() ? 3 : 9000)];
      random.nextBytes(part);
      boolean toOut = random.nextInt(4) > 0;
      server.frame(toOut ? 1 : 2, part);
      (toOut ? out : err).writeBytes(part);
      sent += part.length;
    }
    String status = EXIT_CODE.formatted(3);
    int cut = random.nextInt(status.length());
    server.frame(3, status.substring(0, cut)).frame(3, status.substring(cut));
    assertThat(session.await()).isEqualTo(new Exited(3));
    assertThat(output.out()).isEqualTo(out.toByteArray());
    assertThat(output.err()).isEqualTo(err.toByteArray());
  }

  @Test
  @DisplayName("a command that cannot be started is refused in the server's words")
  void noSuchCommand() throws Exception {
    ExecSession session = start(false);
    server.accept(V5).frame(3, NO_SUCH_COMMAND);
    assertThat(session.await())
        .isEqualTo(
            new Refused(
                500,
                "InternalError",
                "Internal error occurred: failed to start exec: exec: \"no-such\": executable file not found in $PATH"));
  }

  @ParameterizedTest
  @ValueSource(strings = {V5, V4})
  @DisplayName("a stream that ends without a status is lost, however quietly it ends")
  void lost(String subprotocol) throws Exception {
    ExecSession session = start(false);
    server.accept(subprotocol).frame(1, "half").end("the server closed the stream (1000 )");
    assertThat(session.await()).isEqualTo(new Lost("the server closed the stream (1000 )"));
    assertThat(output.outText()).isEqualTo("half");
  }

  @Test
  @DisplayName("half a status is no status")
  void halfAStatus() throws Exception {
    ExecSession session = start(false);
    server.accept(V5).frame(3, "{\"status\":\"Succ").end("cut");
    assertThat(session.await()).isEqualTo(new Lost("cut"));
  }

  @Test
  @DisplayName("a status that never ends does not fill the memory")
  void endlessStatus() throws Exception {
    ExecSession session = start(false);
    server.accept(V5);
    byte[] spaces = new byte[100_000];
    Arrays.fill(spaces, (byte) ' ');
    server.frame(3, spaces).frame(3, spaces).frame(3, spaces);
    assertThat(session.await()).isInstanceOf(Lost.class);
    server.awaitClosed();
  }

  @Test
  @DisplayName("a refused upgrade is told in the words of its Status body")
  void refusedWithStatus() throws Exception {
    ExecSession session = start(false);
    server.answer(
        new DialAnswer.Refused(
            404,
            "{\"kind\":\"Status\",\"status\":\"Failure\",\"message\":\"pods \\\"job-1\\\" not found\",\"reason\":\"NotFound\",\"code\":404}"));
    assertThat(session.await()).isEqualTo(new Refused(404, "NotFound", "pods \"job-1\" not found"));
    assertThat(session.send(new byte[] {1})).isFalse();
  }

  @Test
  @DisplayName("a refused upgrade without a Status is told in the words of its body")
  void refusedWithText() throws Exception {
    ExecSession session = start(false);
    server.answer(new DialAnswer.Refused(502, "Bad Gateway\n"));
    assertThat(session.await()).isEqualTo(new Refused(502, "", "Bad Gateway"));
  }

  @Test
  @DisplayName("no connection is neither lost nor refused: nothing has begun")
  void noConnection() throws Exception {
    ExecSession session = start(false);
    server.answer(new DialAnswer.Failed("connection refused"));
    assertThat(session.await()).isEqualTo(new ExecResult.Unreached("connection refused"));
  }

  @Test
  @DisplayName("input travels in order, in frames of at most 32 KiB")
  void input() {
    ExecSession session = start(true);
    server.accept(V5);
    byte[] bytes = new byte[1024 * 1024];
    new Random(7).nextBytes(bytes);
    assertThat(session.send(Arrays.copyOf(bytes, 500_000))).isTrue();
    assertThat(session.send(Arrays.copyOfRange(bytes, 500_000, bytes.length))).isTrue();
    assertThat(server.stdin()).isEqualTo(bytes);
    assertThat(server.sent()).allMatch(frame -> frame.length <= 32 * 1024);
    session.close();
  }

  @Test
  @DisplayName("v5 says that input has ended, and nothing can be sent after it")
  void endInput() {
    ExecSession session = start(true);
    server.accept(V5);
    assertThat(session.send(new byte[] {1})).isTrue();
    assertThat(session.endInput()).isTrue();
    assertThat(server.sent().getLast()).isEqualTo(new byte[] {(byte) 255, 0});
    assertThat(session.send(new byte[] {2})).isFalse();
    assertThat(session.endInput()).isFalse();
    assertThat(server.sent()).hasSize(2);
    session.close();
  }

  @Test
  @DisplayName("v4 cannot end input and says so")
  void endInputOldProtocol() {
    ExecSession session = start(true);
    server.accept(V4);
    assertThat(session.endInput()).isFalse();
    assertThat(session.send(new byte[] {1})).isTrue();
    session.close();
  }

  @Test
  @DisplayName("without stdin nothing is sent")
  void noInputAskedFor() {
    ExecSession session = start(false);
    server.accept(V5);
    assertThat(session.send(new byte[] {1})).isFalse();
    assertThat(session.endInput()).isFalse();
    assertThat(server.sent()).isEmpty();
    session.close();
  }

  @Test
  @DisplayName("a connection that takes nothing more makes sending answer false")
  void sendingFails() {
    ExecSession session = start(true);
    server.accept(V5);
    server.stopAccepting();
    assertThat(session.send(new byte[100_000])).isFalse();
    session.close();
  }

  @Test
  @DisplayName("closing while the server has not answered yet closes as soon as it has")
  void closedBeforeOpen() throws Exception {
    ExecSession session = start(false);
    server.path();
    session.close();
    assertThat(session.await()).isInstanceOf(Lost.class);
    server.accept(V5).awaitClosed();
    assertThat(session.await()).isInstanceOf(Lost.class);
  }

  @Test
  @DisplayName("what comes after the end changes nothing")
  void afterTheEnd() throws Exception {
    ExecSession session = start(false);
    server.accept(V5).frame(3, EXIT_CODE.formatted(3)).frame(1, "late").end("closed");
    session.close();
    ExecResult first = session.await();
    assertThat(first).isEqualTo(new Exited(3)).isEqualTo(session.await());
    assertThat(output.out()).isEmpty();
  }

  @Test
  @DisplayName("a receiver that throws loses the stream and closes it")
  void receiverThrows() throws Exception {
    Output broken =
        new Output() {
          @Override
          public void stdout(byte[] bytes) {
            throw new IllegalStateException("disk full");
          }

          @Override
          public void stderr(byte[] bytes) {
            throw new IllegalStateException("disk full");
          }
        };
    ExecSession session = new StreamExec(server).start(CONTAINER, List.of("sh"), false, broken);
    server.accept(V5).frame(1, "x");
    assertThat(session.await())
        .isInstanceOfSatisfying(Lost.class, lost -> assertThat(lost.how()).contains("disk full"));
  }

  @Test
  @DisplayName("channels of a later protocol are passed over")
  void unknownChannel() throws Exception {
    ExecSession session = start(false);
    server.accept(V5).frame(9, "?").frame(3, SUCCESS);
    assertThat(session.await()).isEqualTo(new Exited(0));
  }
}
