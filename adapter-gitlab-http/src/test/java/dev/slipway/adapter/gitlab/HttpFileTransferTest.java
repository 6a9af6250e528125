package dev.slipway.adapter.gitlab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ports.transfer.TransferAnswer;
import dev.slipway.ports.transfer.TransferBody;
import dev.slipway.ports.transfer.TransferRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFileTransferTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int LARGE = 3_000_000;

  private final ScriptedServer server = new ScriptedServer();
  private final HttpFileTransfer transfer =
      new HttpFileTransfer(new GitlabEndpoint("", ""), "tests 1", Map.of());

  @AfterEach
  void close() {
    transfer.close();
    server.close();
  }

  private TransferRequest request(String method, String path, String... headers) {
    Map<String, String> sent = headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]);
    return new TransferRequest(method, URI.create(server.url() + path), sent, LONG, LONG);
  }

  private record Body(long length, int bytes, int failsAt) implements TransferBody {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      for (int i = 0; i < bytes; i++) {
        if (i == failsAt) {
          throw new IOException("the file is gone");
        }
        out.write('a' + i % 23);
      }
    }
  }

  @ParameterizedTest(name = "length {0}")
  @DisplayName("a body arrives whole, whether its length is known or not")
  @ValueSource(longs = {-1, LARGE})
  void sends(long length) throws Exception {
    server.answers(201, "made", "X-Request-Id", "abc");
    TransferAnswer answer =
        transfer.send(request("POST", "/x?q=1", "JOB-TOKEN", "t"), new Body(length, LARGE, -1));
    assertThat(answer.statusText()).isEqualTo("201 Created");
    assertThat(answer.text()).isEqualTo("made");
    assertThat(answer.header("x-request-ID")).contains("abc");
    assertThat(server.last().body()).hasSize(LARGE).startsWith("abcdefghijklmnopqrstuvwabc");
    assertThat(server.last().header("JOB-TOKEN")).isEqualTo("t");
    assertThat(server.last().header("User-Agent")).isEqualTo("tests 1");
  }

  @Test
  @DisplayName("a body that cannot be made is no answer, and says why")
  void bodyFails() {
    server.answers(201, "");
    assertThatThrownBy(() -> transfer.send(request("PUT", "/x"), new Body(-1, LARGE, 100_000)))
        .isInstanceOf(IOException.class)
        .hasStackTraceContaining("the file is gone");
  }

  @Test
  @DisplayName("a server that answers before it has all of the body is heard")
  void earlyAnswer() throws Exception {
    try (ServerSocket early = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket socket = early.accept()) {
                  socket.getInputStream().readNBytes(1000);
                  socket
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno".getBytes(UTF_8));
                  socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      URI url = URI.create("http://127.0.0.1:" + early.getLocalPort() + "/x");
      TransferAnswer answer =
          transfer.send(
              new TransferRequest("POST", url, Map.of(), LONG, LONG), new Body(-1, LARGE, -1));
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.text()).isEqualTo("no");
    }
  }

  @Test
  @DisplayName("what is got goes to the sink; a redirect and a refusal are answers")
  void fetches() throws Exception {
    server.answers(302, "", "Location", "/there").answers(200, "content").answers(404, "none");
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    TransferAnswer redirect =
        transfer.fetch(request("GET", "/x"), (_, body) -> body.transferTo(got));
    assertThat(redirect.status()).isEqualTo(302);
    assertThat(redirect.header("Location")).contains("/there");
    assertThat(got.size()).isZero();
    transfer.fetch(request("GET", "/there"), (_, body) -> body.transferTo(got));
    assertThat(got.toString(UTF_8)).isEqualTo("content");
    assertThat(transfer.fetch(request("GET", "/x"), (_, _) -> {}).text()).isEqualTo("none");
  }

  @Test
  @DisplayName("no connection is an error without the query, which may hold a signature")
  void noConnection() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    URI url = URI.create("http://127.0.0.1:" + closed + "/x?signature=secret");
    assertThatThrownBy(
            () ->
                transfer.fetch(new TransferRequest("GET", url, Map.of(), LONG, LONG), (_, _) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "GET http://127.0.0.1:" + closed + "/x: cannot connect: connection refused")
        .hasMessageNotContaining("secret");
  }
}
