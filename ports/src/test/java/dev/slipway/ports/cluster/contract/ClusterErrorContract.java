package dev.slipway.ports.cluster.contract;

import static dev.slipway.ports.cluster.contract.Answers.done;
import static dev.slipway.ports.cluster.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.CallLimit;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.ContainerAttach.AttachAnswer;
import dev.slipway.ports.cluster.ContainerExec.ExecSession;
import dev.slipway.ports.cluster.ContainerName;
import dev.slipway.ports.cluster.ExecResult;
import dev.slipway.ports.cluster.GracePeriod;
import dev.slipway.ports.cluster.contract.StandInApi.Asked;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an adapter speaks HTTP, and what it makes of refusals and broken connections. */
@Timeout(60)
public abstract class ClusterErrorContract {
  private static final PodName POD = new PodName("ci", "job-1");
  private static final ContainerName CONTAINER = new ContainerName(POD, "build");
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final GracePeriod AT_ONCE = new GracePeriod.Seconds(0);

  private final StandInApi api = new StandInApi();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Opens a connection.
   *
   * @param limit how long calls may take, instead of the adapter's own limits
   */
  protected abstract OpenedCluster connect(ClusterConnection connection, CallLimit limit)
      throws FailureException;

  @AfterEach
  void close() {
    api.close();
    threads.shutdownNow();
  }

  private OpenedCluster connect() throws FailureException {
    return connect(connection(api.url()), new CallLimit(LONG, LONG));
  }

  private static ClusterConnection connection(String url) {
    return new ClusterConnection(
        Optional.of(url),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of("t0ken"),
        Optional.empty(),
        "slipway-kit/1");
  }

  private <T> Future<T> later(Callable<T> call) {
    return threads.submit(call);
  }

  private static String status(int code, String message) {
    return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\"%s\",\"reason\":\"Any\",\"code\":%d}"
        .formatted(message, code);
  }

  @ParameterizedTest
  @CsvSource({
    "400,Invalid",
    "401,Forbidden",
    "403,Forbidden",
    "404,NotFound",
    "409,Conflict",
    "422,Invalid",
    "429,Unavailable",
    "500,Unavailable",
    "503,Unavailable",
    "504,Unavailable"
  })
  @DisplayName("each status stands for one refusal, in the server's words, after one request")
  void statuses(int code, String kind) throws Exception {
    try (OpenedCluster cluster = connect()) {
      Future<ClusterAnswer<PodSnapshot>> got = later(() -> cluster.ports().pods().get(POD));
      api.next().answer(code, status(code, "said so"));
      ClusterError error = refused(got.get(), ClusterError.class);
      assertThat(error.getClass().getSimpleName()).isEqualTo(kind);
      assertThat(error.message())
          .isEqualTo(
              code == 401
                  ? "said so: the API server does not know these credentials; they are wrong or have expired"
                  : "said so");
      Future<ClusterAnswer<PodSnapshot>> made =
          later(() -> cluster.ports().pods().create(GoldenPods.bare()));
      api.next().answer(code, status(code, "said so"));
      assertThat(refused(made.get(), ClusterError.class)).isEqualTo(error);
      Future<ClusterAnswer<PodName>> deleted =
          later(() -> cluster.ports().pods().delete(POD, AT_ONCE));
      api.next().answer(code, status(code, "said so"));
      assertThat(refused(deleted.get(), ClusterError.class)).isEqualTo(error);
      assertThat(api.count()).as("requests: no adapter repeats by itself").isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 409, 422, 429, 500, 503})
  @DisplayName("a stream that is refused is told in the server's words")
  void refusedStream(int code) throws Exception {
    try (OpenedCluster cluster = connect()) {
      Future<?> server =
          later(
              () -> {
                while (true) {
                  api.next().answer(code, status(code, "said so"));
                }
              });
      try (ExecSession session =
          cluster.ports().exec().start(CONTAINER, List.of("true"), false, new KitOutput())) {
        assertThat(session.await()).isEqualTo(new ExecResult.Refused(code, "Any", "said so"));
      }
      assertThat(cluster.ports().attach().attach(CONTAINER))
          .isEqualTo(new AttachAnswer.Refused(code, "Any", "said so"));
      assertThat(server.cancel(true)).isTrue();
    }
  }

  @Test
  @DisplayName("Retry-After is told")
  void retryAfter() throws Exception {
    try (OpenedCluster cluster = connect()) {
      Future<ClusterAnswer<PodSnapshot>> got = later(() -> cluster.ports().pods().get(POD));
      api.next().answer(429, status(429, "slow down"), Map.of("Retry-After", "7"));
      assertThat(refused(got.get(), ClusterError.Unavailable.class))
          .isEqualTo(new ClusterError.Unavailable("slow down", Optional.of(Duration.ofSeconds(7))));
    }
  }

  @Test
  @DisplayName("a gateway's page is told by its status and its first words")
  void gateway() throws Exception {
    try (OpenedCluster cluster = connect()) {
      Future<ClusterAnswer<PodSnapshot>> got = later(() -> cluster.ports().pods().get(POD));
      api.next().answer(502, "<html>Bad Gateway</html>");
      assertThat(refused(got.get(), ClusterError.Unavailable.class).message())
          .isEqualTo("HTTP 502: <html>Bad Gateway</html>");
    }
  }

  @Test
  @DisplayName("a success that is no Kubernetes object is Invalid and not quoted")
  void notKubernetes() throws Exception {
    try (OpenedCluster cluster = connect()) {
      Future<ClusterAnswer<PodSnapshot>> got = later(() -> cluster.ports().pods().get(POD));
      api.next().answer(200, "<html>s3cret</html>");
      assertThat(refused(got.get(), ClusterError.Invalid.class).message()).doesNotContain("s3cret");
    }
  }

  @Test
  @DisplayName("fields of a newer server do no harm")
  void newerServer() throws Exception {
    try (OpenedCluster cluster = connect()) {
      Future<ClusterAnswer<PodSnapshot>> got = later(() -> cluster.ports().pods().get(POD));
      api.next()
          .answer(
              200,
              "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"newTop\":{\"x\":1},\"metadata\":{\"name\":\"job-1\",\"namespace\":\"ci\",\"uid\":\"u\",\"resourceVersion\":\"5\",\"newMeta\":[1]},"
                  + "\"spec\":{\"containers\":[],\"newSpec\":true,\"nodeName\":\"n\"},\"status\":{\"phase\":\"Running\",\"newStatus\":\"x\"}}");
      PodSnapshot pod = done(got.get());
      assertThat(pod.phase()).isEqualTo("Running");
      assertThat(pod.node()).contains("n");
    }
  }

  @Test
  @DisplayName("requests carry the token and the name of the program")
  void headers() throws Exception {
    try (OpenedCluster cluster = connect()) {
      Future<ClusterAnswer<PodSnapshot>> got = later(() -> cluster.ports().pods().get(POD));
      Asked asked = api.next();
      assertThat(asked.method()).isEqualTo("GET");
      assertThat(asked.path()).isEqualTo("/api/v1/namespaces/ci/pods/job-1");
      assertThat(asked.header("Authorization")).isEqualTo("Bearer t0ken");
      assertThat(asked.header("User-Agent")).isEqualTo("slipway-kit/1");
      asked.answer(404, "");
      refused(got.get(), ClusterError.NotFound.class);
    }
  }

  @Test
  @DisplayName("a refused connection is Unavailable, and no time limit had to tell it")
  void refusedConnection() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (OpenedCluster cluster =
        connect(connection("http://127.0.0.1:" + port), new CallLimit(LONG, LONG))) {
      assertThat(refused(cluster.ports().pods().get(POD), ClusterError.Unavailable.class).message())
          .contains("127.0.0.1:" + port, "Connect");
    }
  }

  @Test
  @DisplayName("a server that never answers is Unavailable when the time is up")
  void noAnswer() throws Exception {
    try (OpenedCluster cluster = connect(connection(api.url()), new CallLimit(SHORT, SHORT))) {
      refused(cluster.ports().pods().get(POD), ClusterError.Unavailable.class);
      refused(cluster.ports().pods().create(GoldenPods.bare()), ClusterError.Unavailable.class);
      assertThat(api.count()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("a call that changes something has a limit of its own, for the server's webhooks")
  void changes() throws Exception {
    try (OpenedCluster cluster = connect(connection(api.url()), new CallLimit(SHORT, LONG))) {
      Future<ClusterAnswer<PodSnapshot>> made =
          later(() -> cluster.ports().pods().create(GoldenPods.bare()));
      Asked create = api.next();
      Future<ClusterAnswer<PodName>> deleted =
          later(() -> cluster.ports().pods().delete(POD, AT_ONCE));
      Asked delete = api.next();

      refused(cluster.ports().pods().get(POD), ClusterError.Unavailable.class);

      create.answer(409, status(409, "said so"));
      delete.answer(403, status(403, "said so"));
      refused(made.get(), ClusterError.Conflict.class);
      refused(deleted.get(), ClusterError.Forbidden.class);
    }
  }

  @Test
  @DisplayName("an answer that breaks off is Unavailable")
  void brokenOff() throws Exception {
    try (OpenedCluster cluster = connect()) {
      Future<ClusterAnswer<PodSnapshot>> got = later(() -> cluster.ports().pods().get(POD));
      api.next().begin().part("{\"kind\":\"Pod\",").cut();
      refused(got.get(), ClusterError.Unavailable.class);
    }
  }
}
