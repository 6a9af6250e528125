package dev.slipway.adapter.gitlab;

import dev.slipway.adapter.gitlab.tls.TlsFileException;
import dev.slipway.adapter.gitlab.tls.TlsSetup;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP client of one endpoint: made again when a TLS file has changed, and when its connections
 * are older than allowed. A client that was replaced finishes what it has begun.
 */
final class HttpClients implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpClients.class);
  private static final Duration CONNECT_TIME_MAX = Duration.ofSeconds(30);

  static {
    // The JDK keeps a proxy's password from TLS tunnels unless told otherwise, and it is told only
    // once: before its client is first used. The launcher says the same, should another part of the
    // program be earlier.
    if (System.getProperty("jdk.http.auth.tunneling.disabledSchemes") == null) {
      System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }
  }

  /** A client and the TLS it was made with. */
  record Made(HttpClient client, TlsSetup tls) {}

  private record Version(Instant madeAt, List<Optional<FileTime>> files) {}

  private final GitlabEndpoint endpoint;
  private final Surroundings surroundings;
  private final ProxyRules proxies;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Made made;
  private Version version = new Version(Instant.EPOCH, List.of());

  HttpClients(GitlabEndpoint endpoint, Surroundings surroundings, ProxyRules proxies) {
    this.endpoint = endpoint;
    this.surroundings = surroundings;
    this.proxies = proxies;
  }

  /** The client to use now. Changed files that cannot be used leave the old client in place. */
  Made current() throws TlsFileException {
    lock.lock();
    try {
      Version wanted = new Version(surroundings.clock().instant(), fileTimes());
      Made old = made;
      if (old != null && wanted.files().equals(version.files()) && !isTooOld(wanted.madeAt())) {
        return old;
      }
      Made fresh;
      try {
        fresh = make();
      } catch (TlsFileException e) {
        if (old == null) {
          throw e;
        }
        LOG.atWarn().log("New TLS files are not used yet: {}", e.getMessage());
        return old;
      }
      version = wanted;
      made = fresh;
      if (old != null) {
        old.client().shutdown();
      }
      return fresh;
    } finally {
      lock.unlock();
    }
  }

  private boolean isTooOld(Instant now) {
    Duration ageMax = endpoint.connectionMaxAge();
    return ageMax.isPositive() && !now.isBefore(version.madeAt().plus(ageMax));
  }

  private Made make() throws TlsFileException {
    TlsSetup tls =
        TlsSetup.read(
            endpoint.tlsCaFile(),
            endpoint.tlsCertFile(),
            endpoint.tlsKeyFile(),
            surroundings.environment());
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(TlsSetup.protocols());
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIME_MAX)
            .executor(executor)
            .proxy(proxies)
            .sslContext(tls.context())
            .sslParameters(parameters);
    proxies.authenticator().ifPresent(builder::authenticator);
    return new Made(builder.build(), tls);
  }

  private List<Optional<FileTime>> fileTimes() {
    return Stream.of(endpoint.tlsCaFile(), endpoint.tlsCertFile(), endpoint.tlsKeyFile())
        .map(file -> file.flatMap(HttpClients::fileTime))
        .toList();
  }

  private static Optional<FileTime> fileTime(Path file) {
    try {
      return Optional.of(Files.getLastModifiedTime(file));
    } catch (IOException e) {
      return Optional.empty(); // reading it will say what is wrong
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (made != null) {
        made.client().shutdownNow();
      }
      executor.shutdownNow();
    } finally {
      lock.unlock();
    }
  }
}
