package dev.slipway.acceptance.coordinator;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import dev.slipway.acceptance.coordinator.api.ArtifactEndpoints;
import dev.slipway.acceptance.coordinator.api.JobRequestEndpoint;
import dev.slipway.acceptance.coordinator.api.JobUpdateEndpoint;
import dev.slipway.acceptance.coordinator.api.RunnerEndpoints;
import dev.slipway.acceptance.coordinator.api.Runners;
import dev.slipway.acceptance.coordinator.api.StandInEndpoints;
import dev.slipway.acceptance.coordinator.api.TraceEndpoint;
import dev.slipway.acceptance.coordinator.api.UpdateInterval;
import dev.slipway.acceptance.coordinator.api.VaultEndpoints;
import dev.slipway.acceptance.coordinator.git.GitHttp;
import dev.slipway.acceptance.coordinator.git.GitRepository;
import dev.slipway.acceptance.coordinator.git.LfsHttp;
import dev.slipway.acceptance.coordinator.git.Repositories;
import dev.slipway.acceptance.coordinator.job.JobQueue;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.Changes;
import dev.slipway.acceptance.coordinator.wire.Faults;
import dev.slipway.acceptance.coordinator.wire.FrontDoor;
import dev.slipway.acceptance.coordinator.wire.Journal;
import dev.slipway.acceptance.coordinator.wire.Route;
import dev.slipway.acceptance.coordinator.wire.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The running stand-in: a job API on a port of this machine, a project {@code group/app} with a
 * repository, and one known runner. Safe for use by several threads.
 */
public final class Coordinator implements AutoCloseable {
  /** The project every job belongs to unless it says otherwise. */
  public static final String PROJECT = "group/app";

  private static final Duration LONG = Duration.ofHours(1);
  private static final int WAITING_CONNECTIONS_MAX = 256;

  private final CoordinatorOptions options;
  private final FrontDoor frontDoor;
  private final URI url;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Path folder;
  private final Changes changes = new Changes();
  private final Faults faults = new Faults(changes);
  private final Runners runners = new Runners(changes);
  private final Journal journal;
  private final Repositories repositories;
  private final GitRepository repository;
  private final JobQueue queue;
  private final UpdateInterval interval;
  private HttpServer server;

  private Coordinator(CoordinatorOptions options, Consumer<Violation> listener) throws IOException {
    this.options = options;
    this.folder = Files.createTempDirectory("coordinator-");
    this.journal = new Journal(changes, listener);
    this.interval = new UpdateInterval(options.traceUpdateInterval());
    this.repositories = new Repositories(folder);
    this.repository = repositories.createUsual(PROJECT);
    runners.add(options.runnerToken());
    // Small answers must not wait for the acknowledgement of the ones before.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    this.server = bind(options.port());
    String scheme = options.tls().isPresent() ? "https" : "http";
    this.url = URI.create(scheme + "://" + options.host() + ":" + server.getAddress().getPort());
    this.queue = new JobQueue(changes, options.firstJobId(), url, repositories);
    this.frontDoor = new FrontDoor(routes(), faults, journal);
    open(server);
  }

  private HttpServer bind(int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress("0.0.0.0", port);
    if (options.tls().isEmpty()) {
      return HttpServer.create(address, WAITING_CONNECTIONS_MAX);
    }
    HttpsServer secure = HttpsServer.create(address, WAITING_CONNECTIONS_MAX);
    secure.setHttpsConfigurator(options.tls().get());
    return secure;
  }

  private void open(HttpServer next) {
    next.createContext("/", frontDoor);
    next.setExecutor(threads);
    next.start();
  }

  private List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.addAll(new JobRequestEndpoint(queue, runners, options.longPoll()).routes());
    routes.addAll(new JobUpdateEndpoint(queue, interval, journal).routes());
    routes.addAll(new TraceEndpoint(queue, interval).routes());
    routes.addAll(
        new ArtifactEndpoints(queue, options.artifactBytesMax(), options.directDownload())
            .routes());
    routes.addAll(new RunnerEndpoints(runners, options.registrationToken()).routes());
    routes.addAll(new StandInEndpoints(queue, journal).routes());
    routes.addAll(new VaultEndpoints().routes());
    routes.addAll(new GitHttp(repositories, queue::whyTokenRefused).routes());
    routes.addAll(new LfsHttp(repositories, queue::whyTokenRefused, url).routes());
    return routes;
  }

  /** Starts with {@link CoordinatorOptions#defaults()}. */
  public static Coordinator start() {
    return start(CoordinatorOptions.defaults());
  }

  public static Coordinator start(CoordinatorOptions options) {
    return start(options, violation -> {});
  }

  /**
   * @param listener told of each violation at once, on the thread of the call
   * @throws UncheckedIOException where the port is taken or the temporary folder cannot be written
   */
  public static Coordinator start(CoordinatorOptions options, Consumer<Violation> listener) {
    try {
      return new Coordinator(options, listener);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start on port " + options.port(), e);
    }
  }

  /** The address for the runner's {@code url}, reachable from pods, without a slash at the end. */
  public URI url() {
    return url;
  }

  /** The authentication token of the runner that is known from the start. */
  public String runnerToken() {
    return options.runnerToken();
  }

  /** Puts a job at the end of the queue. */
  public OfferedJob offer(JobSpec spec) {
    return queue.offer(spec);
  }

  /** All jobs offered so far, also those of {@code POST /stand-in/jobs}. */
  public List<OfferedJob> jobs() {
    return queue.jobs();
  }

  /** The n-th job, counted from 0; waits for it as long as it takes. */
  OfferedJob awaitJob(int index) throws InterruptedException {
    while (true) {
      Optional<OfferedJob> found =
          changes.poll(LONG, () -> queue.jobs().stream().skip(index).findFirst());
      if (found.isPresent()) {
        return found.get();
      }
    }
  }

  /** Runner tokens: add further ones, or take one away. */
  public Runners runners() {
    return runners;
  }

  /** All requests and violations so far. */
  public Journal journal() {
    return journal;
  }

  /** Trouble to be made. */
  public Faults faults() {
    return faults;
  }

  /** The repository of {@link #PROJECT}. */
  public GitRepository repository() {
    return repository;
  }

  /** All projects, to add further ones. */
  public Repositories repositories() {
    return repositories;
  }

  /** What runners are told from now on; zero for nothing. */
  public void traceUpdateInterval(Duration next) {
    interval.set(next);
  }

  /** Refuses connections from now on, and cuts those there are, until {@link #comeBack()}. */
  public synchronized void goAway() {
    server.stop(0);
  }

  /** Listens again on the same port; jobs, runners and faults are as they were. */
  public synchronized void comeBack() {
    try {
      server = bind(url.getPort());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not listen on port " + url.getPort() + " again", e);
    }
    open(server);
  }

  /** Stops; calls under way get a second to be answered, then they are cut off. */
  @Override
  public synchronized void close() {
    server.stop(1);
    threads.shutdownNow();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not remove " + folder, e);
    }
  }
}
