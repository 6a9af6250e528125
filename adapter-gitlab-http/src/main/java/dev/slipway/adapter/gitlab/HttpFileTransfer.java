package dev.slipway.adapter.gitlab;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.adapter.gitlab.tls.TlsFileException;
import dev.slipway.ports.transfer.FileTransfer;
import dev.slipway.ports.transfer.TransferAnswer;
import dev.slipway.ports.transfer.TransferBody;
import dev.slipway.ports.transfer.TransferRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Files over HTTP/1.1, with the environment's proxies and the endpoint's TLS files. */
public final class HttpFileTransfer implements FileTransfer {
  private static final int TEXT_BYTES_MAX = 64 << 10;

  /** The client sets these itself and refuses to be told. */
  private static final Set<String> SET_BY_THE_CLIENT = Set.of("host", "content-length");

  private final HttpClients clients;
  private final ProxyRules proxies;
  private final String userAgent;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("transfer-time").factory());

  /**
   * Opens nothing yet.
   *
   * @param endpoint whose TLS files are used for every server
   * @param environment where the proxies and {@code SSL_CERT_FILE} stand
   */
  public HttpFileTransfer(
      GitlabEndpoint endpoint, String userAgent, Map<String, String> environment) {
    Surroundings real = Surroundings.real();
    Surroundings surroundings =
        new Surroundings(real.clock(), real.random(), real.pause(), environment);
    this.proxies = new ProxyRules(environment);
    this.clients = new HttpClients(endpoint, surroundings, proxies);
    this.userAgent = userAgent;
  }

  @Override
  public TransferAnswer send(TransferRequest request, TransferBody body)
      throws IOException, InterruptedException {
    try (OutgoingBody outgoing = new OutgoingBody(body)) {
      HttpResponse<InputStream> response =
          exchange(request, publisher(body, outgoing), outgoing.sent());
      return answer(response, readText(response, request.timeMax()));
    }
  }

  private static BodyPublisher publisher(TransferBody body, OutgoingBody outgoing) {
    if (outgoing.isEmpty()) {
      return BodyPublishers.noBody();
    }
    BodyPublisher stream = BodyPublishers.ofInputStream(outgoing::open);
    return body.length() < 0 ? stream : BodyPublishers.fromPublisher(stream, body.length());
  }

  @Override
  public TransferAnswer fetch(TransferRequest request, Sink sink)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        exchange(request, BodyPublishers.noBody(), CompletableFuture.completedFuture(null));
    if (response.statusCode() / 100 != 2) {
      return answer(response, readText(response, request.timeMax()));
    }
    TransferAnswer head = answer(response, "");
    try (InputStream body = response.body();
        var _ = new CutOff(body, request.timeMax())) {
      sink.accept(head, body);
    }
    return head;
  }

  private HttpResponse<InputStream> exchange(
      TransferRequest request, BodyPublisher publisher, CompletableFuture<?> sent)
      throws IOException, InterruptedException {
    Optional<String> proxyProblem = proxies.problem(request.url());
    if (proxyProblem.isPresent()) {
      throw new IOException(proxyProblem.get());
    }
    CompletableFuture<HttpResponse<InputStream>> answer;
    try {
      answer =
          clients
              .current()
              .client()
              .sendAsync(built(request, publisher), BodyHandlers.ofInputStream());
    } catch (TlsFileException e) {
      throw new IOException(e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      // its message may quote a token
      throw new IOException(
          "the request to %s cannot be made: its address or a header holds characters that HTTP does not allow"
              .formatted(request.shownUrl()));
    }
    Duration patience = request.timeMax();
    try {
      CompletableFuture.anyOf(sent, answer).get(patience.toMillis(), TimeUnit.MILLISECONDS);
      patience = request.headTimeMax();
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new HttpTimeoutException(
          "%s: no answer within %d s".formatted(request, patience.toSeconds()));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(request + ": " + HttpCalls.why(asIo(cause)), cause);
    }
  }

  private static IOException asIo(Throwable cause) {
    return cause instanceof IOException io ? io : new IOException(cause);
  }

  private HttpRequest built(TransferRequest request, BodyPublisher publisher) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.url())
            .method(request.method(), publisher)
            .setHeader("User-Agent", userAgent);
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (!SET_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                builder.setHeader(name, value);
              }
            });
    return builder.build();
  }

  private String readText(HttpResponse<InputStream> response, Duration timeMax) throws IOException {
    try (InputStream body = response.body();
        var _ = new CutOff(body, timeMax)) {
      return new String(body.readNBytes(TEXT_BYTES_MAX), UTF_8);
    }
  }

  private static TransferAnswer answer(HttpResponse<?> response, String text) {
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, List<String>> header : response.headers().map().entrySet()) {
      headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().getFirst());
    }
    return new TransferAnswer(
        response.statusCode(), StatusText.of(response.statusCode()), headers, text);
  }

  /** Closes a body that does not end in time, so that its reader fails. */
  private final class CutOff implements AutoCloseable {
    private final Future<?> pending;

    CutOff(InputStream body, Duration timeMax) {
      pending =
          timer.schedule(
              () -> {
                body.close();
                return null;
              },
              timeMax.toMillis(),
              TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
      pending.cancel(false);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    clients.close();
  }
}
