package dev.slipway.app.helper;

import dev.slipway.app.helper.archive.ArchiveOptions;
import dev.slipway.app.helper.archive.ArchiveReader;
import dev.slipway.app.helper.archive.CompressionLevel;
import dev.slipway.ports.transfer.FileTransfer;
import dev.slipway.ports.transfer.TransferAnswer;
import dev.slipway.ports.transfer.TransferRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gets another job's archive and unpacks it. Source: GitLab Runner's artifacts-downloader. */
public final class ArtifactsDownloader implements HelperCommand {
  private static final String SAYS = "Downloading artifacts from coordinator...";
  private static final Duration HEAD_TIME_MAX = Duration.ofMinutes(10);
  private static final Duration TIME_MAX = Duration.ofHours(1);
  private static final int REDIRECTS_MAX = 10;

  @Override
  public String name() {
    return "artifacts-downloader";
  }

  @Override
  public String meaning() {
    return "Download and extract build artifacts.";
  }

  @Override
  public List<HelperFlag> flags() {
    List<HelperFlag> flags = new ArrayList<>(CoordinatorFlags.all());
    flags.addAll(TransferMeter.flags());
    flags.addAll(Retry.flags());
    flags.addAll(
        List.of(
            HelperFlag.onOff("--direct-download", "FF_USE_DIRECT_DOWNLOAD", "Allow redirects."),
            HelperFlag.text(
                "--archiver-staging-dir",
                "ARCHIVER_STAGING_DIR",
                "",
                "Where the archive is kept meanwhile.")));
    return List.copyOf(flags);
  }

  @Override
  public int run(HelperArguments arguments, HelperSurroundings surroundings)
      throws HelperFailure, InterruptedException {
    HelperLog log = surroundings.log();
    for (String flag : List.of("--url", "--id", "--token")) {
      if (arguments.text(flag).isEmpty()) {
        String what = flag.equals("--url") ? "URL" : flag.equals("--id") ? "build ID" : "token";
        log.warning("Missing %s (%s)".formatted(what, flag));
      }
    }
    String incomplete = "Incomplete arguments";
    if (arguments.text("--id").isEmpty()) {
      throw new HelperFailure(incomplete);
    }
    CoordinatorFlags.Job job = CoordinatorFlags.read(arguments, incomplete);
    Path archive = staging(arguments);
    try (FileTransfer transfer =
        surroundings.transfers().open(job.tls(), surroundings.environment())) {
      download(arguments, surroundings, job, transfer, archive);
      ArchiveReader.extract(
          archive, surroundings.directory(), ArchiveOptions.of(CompressionLevel.DEFAULT));
    } catch (IOException e) {
      throw new HelperFailure(Causes.text(e));
    } finally {
      Staging.remove(archive, log);
    }
    return 0;
  }

  private static Path staging(HelperArguments arguments) throws HelperFailure {
    try {
      Optional<String> directory = arguments.optional("--archiver-staging-dir");
      return directory.isPresent()
          ? Files.createTempFile(Path.of(directory.get()), "artifacts", "")
          : Files.createTempFile("artifacts", "");
    } catch (IOException e) {
      throw new HelperFailure(Causes.text(e));
    }
  }

  private static void download(
      HelperArguments arguments,
      HelperSurroundings surroundings,
      CoordinatorFlags.Job job,
      FileTransfer transfer,
      Path archive)
      throws HelperFailure, InterruptedException {
    Retry retry = Retry.of(arguments, surroundings);
    boolean direct = arguments.isOn("--direct-download");
    do {
      String query = direct ? "?direct_download=true" : "";
      direct = false;
      Optional<HelperFailure> failed =
          once(
              new Attempt(arguments, surroundings, job, transfer, archive),
              URI.create(CoordinatorFlags.artifacts(job.url(), job.id()) + query));
      if (failed.isEmpty()) {
        return;
      }
      retry.orFail(failed.get());
    } while (true);
  }

  private record Attempt(
      HelperArguments arguments,
      HelperSurroundings surroundings,
      CoordinatorFlags.Job job,
      FileTransfer transfer,
      Path archive)
      implements FileDownload.Target {
    @Override
    public Path open(TransferAnswer head, boolean inPieces) {
      return archive;
    }

    @Override
    public TransferMeter meter(long length) {
      return TransferMeter.start("Downloading artifacts", length, arguments, surroundings.log());
    }
  }

  /** Empty where the archive is there; a failure that may be tried again; else it is thrown. */
  private static Optional<HelperFailure> once(Attempt attempt, URI url)
      throws HelperFailure, InterruptedException {
    HelperLog log = attempt.surroundings().log();
    TransferAnswer answer;
    try {
      answer = follow(attempt, url);
    } catch (IOException e) {
      log.error(
          SAYS + " error", attempt.job().fields(Map.of("error", String.valueOf(e.getMessage()))));
      return Optional.of(new HelperFailure("invalid argument"));
    }
    Map<String, String> fields = attempt.job().fields(answer);
    return switch (answer.status()) {
      case 200, 206 -> {
        log.info(SAYS + " ok", fields);
        yield Optional.empty();
      }
      case 401 -> {
        log.error(SAYS + " unauthorized", fields);
        throw new HelperFailure("permission denied");
      }
      case 403 -> {
        log.error(SAYS + " forbidden", fields);
        throw new HelperFailure("permission denied");
      }
      case 404 -> {
        log.error(SAYS + " not found", fields);
        throw new HelperFailure("file does not exist");
      }
      default -> {
        log.warning(SAYS + " failed", fields);
        yield Optional.of(new HelperFailure("invalid argument"));
      }
    };
  }

  private static TransferAnswer follow(Attempt attempt, URI first)
      throws IOException, InterruptedException {
    URI url = first;
    Map<String, String> headers = attempt.job().headers();
    for (int i = 0; i <= REDIRECTS_MAX; i++) {
      TransferAnswer answer =
          new FileDownload(
                  attempt.transfer(),
                  i == 0 ? Optional.empty() : Pieces.ofArtifacts(attempt.surroundings()),
                  attempt)
              .fetch(new TransferRequest("GET", url, headers, HEAD_TIME_MAX, TIME_MAX));
      Optional<URI> next = target(url, answer);
      if (next.isEmpty()) {
        return answer;
      }
      boolean elsewhere =
          !String.valueOf(next.get().getRawAuthority()).equals(url.getRawAuthority());
      if (elsewhere || i == 0) {
        attempt.surroundings().log().info("Direct download from " + next.get().getHost());
      }
      // the token is GitLab's business alone
      headers = elsewhere || !next.get().getScheme().equals(url.getScheme()) ? Map.of() : headers;
      url = next.get();
    }
    throw new IOException("redirected more than " + REDIRECTS_MAX + " times");
  }

  private static Optional<URI> target(URI from, TransferAnswer answer) throws IOException {
    if (!List.of(301, 302, 303, 307, 308).contains(answer.status())) {
      return Optional.empty();
    }
    String location =
        answer.header("Location").orElseThrow(() -> new IOException("redirected to nowhere"));
    try {
      URI target = from.resolve(location);
      return Optional.of(
          CoordinatorFlags.uri(target.toString())
              .orElseThrow(() -> new IOException("redirected to what is no web address")));
    } catch (IllegalArgumentException e) {
      throw new IOException("redirected to what is no web address", e);
    }
  }
}
