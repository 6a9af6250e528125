package dev.slipway.acceptance.coordinator;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * How a coordinator is set up.
 *
 * @param port 0 for any free one
 * @param host the name or address by which runners and pods reach this machine
 * @param runnerToken authentication token of the runner that is known from the start
 * @param registrationToken what {@code POST runners} wants
 * @param longPoll how long a job request is kept waiting while there is no job; zero for not at all
 * @param traceUpdateInterval what runners are told, in whole seconds; zero for nothing
 * @param artifactBytesMax larger artifacts are refused with 413
 * @param directDownload whether artifact downloads that allow it are sent on to another address
 * @param firstJobId id of the first job
 * @param tls for HTTPS; empty for plain HTTP
 */
public record CoordinatorOptions(
    int port,
    String host,
    String runnerToken,
    String registrationToken,
    Duration longPoll,
    Duration traceUpdateInterval,
    int artifactBytesMax,
    boolean directDownload,
    long firstJobId,
    Optional<HttpsConfigurator> tls) {

  /** The same with another id for the first job; the others count on. */
  public CoordinatorOptions withFirstJobId(long first) {
    return new CoordinatorOptions(
        port,
        host,
        runnerToken,
        registrationToken,
        longPoll,
        traceUpdateInterval,
        artifactBytesMax,
        directDownload,
        first,
        tls);
  }

  /** Any free port, this machine's address, no long polling, one second between pieces of trace. */
  public static CoordinatorOptions defaults() {
    return new CoordinatorOptions(
        0,
        machineAddress().map(InetAddress::getHostAddress).orElse("127.0.0.1"),
        "glrt-standin00SlipwayRunner",
        "GR1348941standin0registration",
        Duration.ZERO,
        Duration.ofSeconds(1),
        100 << 20,
        true,
        1000,
        Optional.empty());
  }

  public CoordinatorOptions withPort(int next) {
    return new CoordinatorOptions(
        next,
        host,
        runnerToken,
        registrationToken,
        longPoll,
        traceUpdateInterval,
        artifactBytesMax,
        directDownload,
        firstJobId,
        tls);
  }

  public CoordinatorOptions withHost(String next) {
    return new CoordinatorOptions(
        port,
        next,
        runnerToken,
        registrationToken,
        longPoll,
        traceUpdateInterval,
        artifactBytesMax,
        directDownload,
        firstJobId,
        tls);
  }

  public CoordinatorOptions withRunnerToken(String next) {
    return new CoordinatorOptions(
        port,
        host,
        next,
        registrationToken,
        longPoll,
        traceUpdateInterval,
        artifactBytesMax,
        directDownload,
        firstJobId,
        tls);
  }

  public CoordinatorOptions withLongPoll(Duration next) {
    return new CoordinatorOptions(
        port,
        host,
        runnerToken,
        registrationToken,
        next,
        traceUpdateInterval,
        artifactBytesMax,
        directDownload,
        firstJobId,
        tls);
  }

  public CoordinatorOptions withTraceUpdateInterval(Duration next) {
    return new CoordinatorOptions(
        port,
        host,
        runnerToken,
        registrationToken,
        longPoll,
        next,
        artifactBytesMax,
        directDownload,
        firstJobId,
        tls);
  }

  public CoordinatorOptions withArtifactBytesMax(int next) {
    return new CoordinatorOptions(
        port,
        host,
        runnerToken,
        registrationToken,
        longPoll,
        traceUpdateInterval,
        next,
        directDownload,
        firstJobId,
        tls);
  }

  public CoordinatorOptions withDirectDownload(boolean next) {
    return new CoordinatorOptions(
        port,
        host,
        runnerToken,
        registrationToken,
        longPoll,
        traceUpdateInterval,
        artifactBytesMax,
        next,
        firstJobId,
        tls);
  }

  /** HTTPS, with the key and certificate of this context. */
  public CoordinatorOptions withTls(SSLContext next) {
    return withTls(new HttpsConfigurator(next));
  }

  /** HTTPS as above, only for clients with a certificate that the context trusts. */
  public CoordinatorOptions withClientCertificates(SSLContext next) {
    return withTls(
        new HttpsConfigurator(next) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = next.getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
  }

  private CoordinatorOptions withTls(HttpsConfigurator next) {
    return new CoordinatorOptions(
        port,
        host,
        runnerToken,
        registrationToken,
        longPoll,
        traceUpdateInterval,
        artifactBytesMax,
        directDownload,
        firstJobId,
        Optional.of(next));
  }

  /**
   * The IPv4 address that the machine's own traffic leaves from: bridges of containers come and go.
   * Without such a route the first one of an interface that is up and is not the loopback.
   */
  private static Optional<InetAddress> machineAddress() {
    try {
      Optional<InetAddress> outward = outwardAddress();
      return outward.isPresent() ? outward : interfaceAddress();
    } catch (SocketException e) {
      return Optional.empty();
    }
  }

  private static Optional<InetAddress> outwardAddress() {
    try (DatagramSocket socket = new DatagramSocket()) {
      // Nothing is sent there: it is an address for examples.
      socket.connect(new InetSocketAddress("198.51.100.1", 9));
      return Optional.of(socket.getLocalAddress())
          .filter(address -> address instanceof Inet4Address && !address.isAnyLocalAddress());
    } catch (UncheckedIOException | SocketException e) {
      return Optional.empty();
    }
  }

  private static Optional<InetAddress> interfaceAddress() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .filter(CoordinatorOptions::isUsable)
        .flatMap(NetworkInterface::inetAddresses)
        .filter(Inet4Address.class::isInstance)
        .findFirst();
  }

  private static boolean isUsable(NetworkInterface one) {
    try {
      return one.isUp() && !one.isLoopback();
    } catch (SocketException e) {
      return false;
    }
  }
}
