package dev.slipway.adapter.gitlab;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.adapter.gitlab.CallResult.Answered;
import dev.slipway.adapter.gitlab.CallResult.NotMade;
import dev.slipway.adapter.gitlab.CallResult.Unreachable;
import dev.slipway.adapter.gitlab.tls.TlsFileException;
import dev.slipway.adapter.gitlab.tls.TlsSetup;
import dev.slipway.adapter.gitlab.wire.JobCodec;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends calls, again where the server asks for it, and puts what comes back into one type. */
final class HttpCalls implements AutoCloseable {
  // What servers say, some of them nothing, where a client shows no certificate or a wrong one.
  private static final Pattern CLIENT_REFUSED =
      Pattern.compile(
          "Remote host terminated the handshake|Received fatal alert: (\\w*certificate\\w*|unknown_ca|access_denied|handshake_failure)");

  private static final Logger LOG = LoggerFactory.getLogger(HttpCalls.class);
  private static final Duration BODY_TIME_MAX = Duration.ofMinutes(10);
  private static final long BODY_BYTES_MAX = 64L << 20;

  private final GitlabEndpoint endpoint;
  private final String userAgent;
  private final Surroundings surroundings;
  private final RetryRule retry;
  private final ProxyRules proxies;
  private final HttpClients clients;
  private final JobCodec codec;

  HttpCalls(GitlabEndpoint endpoint, String userAgent, Surroundings surroundings, JobCodec codec) {
    this.endpoint = endpoint;
    this.userAgent = userAgent;
    this.surroundings = surroundings;
    this.codec = codec;
    retry = new RetryRule(surroundings.clock(), surroundings.random());
    proxies = new ProxyRules(surroundings.environment());
    clients = new HttpClients(endpoint, surroundings, proxies);
  }

  /** Sends a call. An interrupt ends it, also while it waits to try again. */
  CallResult send(Call call) throws InterruptedException {
    Optional<URI> base = endpoint.apiBase();
    if (base.isEmpty()) {
      return new NotMade(
          "only http or https scheme supported: check the runner's url \"%s\""
              .formatted(StatusText.cleaned(endpoint.url())));
    }
    Optional<String> proxyProblem = proxies.problem(base.get());
    if (proxyProblem.isPresent()) {
      return new NotMade(proxyProblem.get());
    }
    String correlationId = UUID.randomUUID().toString().replace("-", "");
    try {
      return sendUntilAnswered(call, request(call, base.get(), correlationId), correlationId);
    } catch (IllegalArgumentException e) {
      // its message may quote a token
      return new NotMade(
          "the request to %s cannot be made: the token or the url holds characters that HTTP does not allow"
              .formatted(StatusText.cleaned(endpoint.url())));
    } catch (TlsFileException e) {
      return new NotMade(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Unreachable(
          "%s %s: %s"
              .formatted(call.method(), StatusText.cleaned(base.get() + call.path()), why(e)));
    }
  }

  private CallResult sendUntilAnswered(Call call, HttpRequest request, String correlationId)
      throws IOException, InterruptedException {
    boolean retried = false;
    for (int attempts = 1; ; attempts++) {
      HttpClients.Made made = clients.current();
      HttpResponse<String> response = exchange(made.client(), request, call.answerTimeMax());
      boolean again = retry.asksForRetry(response.statusCode());
      retried |= again;
      if (!again || attempts == RetryRule.ATTEMPTS_MAX) {
        return answered(response, correlationId, retried);
      }
      Duration wait = retry.waitAfter(attempts, response.headers());
      LOG.atInfo()
          .addKeyValue("context", "ratelimit-requester-gitlab-request")
          .addKeyValue("duration", wait)
          .addKeyValue("method", call.method())
          .addKeyValue("url", StatusText.cleaned(request.uri().toString()))
          .log("Waiting before making the next call");
      surroundings.pause().sleep(wait);
    }
  }

  private HttpRequest request(Call call, URI base, String correlationId) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(base + call.path()))
            .method(call.method(), call.body())
            .timeout(call.answerTimeMax())
            .header("User-Agent", userAgent)
            .header("Content-Type", call.contentType())
            .header("X-Request-Id", correlationId);
    if (call.wantsJson()) {
      builder.header("Accept", "application/json");
    }
    call.headers().forEach(builder::header);
    return builder.build();
  }

  private static HttpResponse<String> exchange(
      HttpClient client, HttpRequest request, Duration answerTimeMax)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), BODY_BYTES_MAX));
    try {
      // the request's own timeout ends where the body begins
      return answer.get(answerTimeMax.plus(BODY_TIME_MAX).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new HttpTimeoutException("the answer did not end");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  private Answered answered(HttpResponse<String> response, String correlationId, boolean retried) {
    Answered plain =
        new Answered(
            response.statusCode(),
            StatusText.of(response.statusCode()),
            response.headers(),
            response.body(),
            response.headers().firstValue("X-Request-Id").orElse(correlationId),
            retried,
            response.sslSession());
    return plain.status() / 100 == 2
        ? plain
        : plain.withStatusText(
            refusal(plain, response.request().method(), response.request().uri()));
  }

  private String refusal(Answered answer, String method, URI uri) {
    if (answer.status() / 100 == 3) {
      String target = answer.headers().firstValue("Location").map(StatusText::cleaned).orElse("?");
      return StatusText.refused(
          method,
          uri.toString(),
          answer.status(),
          "GitLab redirects to " + target + ": set the runner's url to where GitLab is");
    }
    return (answer.isJson() ? codec.message(answer.body()) : Optional.<String>empty())
        .map(message -> StatusText.refused(method, uri.toString(), answer.status(), message))
        .orElse(answer.statusText());
  }

  /** PEM of the certificates that vouch for the server of this session. */
  Optional<String> tlsChain(SSLSession session) {
    try {
      TlsSetup tls = clients.current().tls();
      return tls.chainFor(session);
    } catch (TlsFileException e) {
      return Optional.empty();
    }
  }

  static String why(IOException e) {
    return switch (e) {
      case HttpTimeoutException _ -> "no answer in time";
      case ConnectException _ when e.getCause() instanceof UnresolvedAddressException ->
          "the host name cannot be resolved";
      // What Java says where nobody listens.
      case ConnectException _ when e.getCause() instanceof ClosedChannelException ->
          "cannot connect: connection refused";
      case ConnectException _ -> "cannot connect: " + causeText(e);
      case SSLException _ -> "TLS failed: %s. %s".formatted(causeText(e), tlsAdvice(causeText(e)));
      default -> causeText(e);
    };
  }

  private static String tlsAdvice(String cause) {
    return CLIENT_REFUSED.matcher(cause).find()
        ? "If GitLab only listens to clients with a certificate, name the PEM files of one that it takes, and of its key, in tls-cert-file and tls-key-file."
        : "If GitLab's certificate is from an authority of your own, name its PEM file in tls-ca-file.";
  }

  private static String causeText(Throwable e) {
    Throwable at = e;
    while (at.getMessage() == null && at.getCause() != null) {
      at = at.getCause();
    }
    return at.getMessage() == null ? at.getClass().getSimpleName() : at.getMessage();
  }

  @Override
  public void close() {
    clients.close();
  }
}
