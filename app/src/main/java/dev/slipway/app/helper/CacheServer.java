package dev.slipway.app.helper;

import dev.slipway.app.helper.HelperSurroundings.TlsPaths;
import dev.slipway.ports.transfer.FileTransfer;
import dev.slipway.ports.transfer.TransferAnswer;
import dev.slipway.ports.transfer.TransferBody;
import dev.slipway.ports.transfer.TransferRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The object store, reached by addresses that are signed already. */
final class CacheServer implements AutoCloseable {
  private static final Duration HEAD_TIME_MAX = Duration.ofSeconds(30);
  private static final Duration TIME_WHERE_NONE = Duration.ofMinutes(10);
  private static final Pattern ERROR_CODE = Pattern.compile("<Code>([^<]*)</Code>");
  private static final Pattern ERROR_MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");

  private final HelperArguments arguments;
  private final HelperSurroundings surroundings;
  private final FileTransfer transfer;
  private final Duration timeMax;
  private final Optional<Pieces> pieces;

  CacheServer(HelperArguments arguments, HelperSurroundings surroundings) throws HelperFailure {
    this.arguments = arguments;
    this.surroundings = surroundings;
    long minutes = arguments.number("--timeout", Integer.MIN_VALUE);
    this.timeMax = minutes > 0 ? Duration.ofMinutes(minutes) : TIME_WHERE_NONE;
    this.pieces = Pieces.ofCache(arguments, surroundings);
    this.transfer = surroundings.transfers().open(TlsPaths.NONE, surroundings.environment());
  }

  /** An address and what is to be sent with it. */
  record Place(URI url, Map<String, String> headers) {
    static Place of(String url) throws HelperFailure {
      return new Place(
          CoordinatorFlags.uri(url)
              .orElseThrow(() -> new HelperFailure("the cache's address is no web address")),
          Map.of());
    }

    String shown() {
      return TransferRequest.shown(url);
    }
  }

  /** When the object was changed; empty where there is none, or the server does not say. */
  Optional<Instant> changed(Place place) throws InterruptedException {
    try {
      TransferAnswer answer = transfer.fetch(request("HEAD", place), (_, _) -> {});
      return answer.isSuccess() ? Optional.of(lastModified(answer)) : Optional.empty();
    } catch (IOException e) {
      surroundings.log().warning("asking for the cache: " + Causes.text(e));
      return Optional.empty();
    }
  }

  /** Gets the object into the file, whose time becomes the object's. */
  void download(Place place, Path file) throws HelperFailure, InterruptedException {
    Retry retry = Retry.of(arguments, surroundings);
    do {
      Optional<HelperFailure> failed = downloadOnce(place, file);
      if (failed.isEmpty()) {
        return;
      }
      retry.orFail(failed.get());
    } while (true);
  }

  /** A failure that may be tried again, or none; every other is thrown. */
  private Optional<HelperFailure> downloadOnce(Place place, Path file)
      throws HelperFailure, InterruptedException {
    Part part = new Part(place, file);
    TransferAnswer answer;
    try {
      answer = new FileDownload(transfer, pieces, part).fetch(request("GET", place));
      if (answer.isSuccess()) {
        LocalArchive.replace(part.path(), file, lastModified(answer));
        return Optional.empty();
      }
    } catch (IOException e) {
      part.remove();
      return Optional.of(HelperFailure.mild(Causes.text(e)));
    }
    return again(answer, HelperFailure.mild(refusal(answer)));
  }

  /** What is there of an archive before it is whole. */
  private final class Part implements FileDownload.Target {
    private final Place place;
    private final Path file;
    private Optional<Path> path = Optional.empty();

    Part(Place place, Path file) {
      this.place = place;
      this.file = file;
    }

    @Override
    public Path open(TransferAnswer head, boolean inPieces) throws IOException {
      Map<String, String> fields = new HashMap<>();
      head.header("ETag").ifPresent(etag -> fields.put("etag", etag));
      String how = inPieces ? " (parallel)" : "";
      surroundings.log().info("Downloading cache from " + place.shown() + how, fields);
      path = Optional.of(Files.createTempFile(LocalArchive.directoryOf(file), "cache", ".part"));
      return path();
    }

    @Override
    public TransferMeter meter(long length) {
      return TransferMeter.start("Downloading cache", length, arguments, surroundings.log());
    }

    Path path() {
      return path.orElseThrow();
    }

    void remove() {
      path.ifPresent(made -> Staging.remove(made, surroundings.log()));
    }
  }

  /** Sends the file. */
  void upload(Place place, Path file) throws HelperFailure, InterruptedException {
    Retry retry = Retry.of(arguments, surroundings);
    do {
      Optional<HelperFailure> failed = uploadOnce(place, file);
      if (failed.isEmpty()) {
        return;
      }
      retry.orFail(failed.get());
    } while (true);
  }

  private Optional<HelperFailure> uploadOnce(Place place, Path file)
      throws HelperFailure, InterruptedException {
    TransferAnswer answer;
    try {
      Map<String, String> headers = new HashMap<>(place.headers());
      if (headers.keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
        headers.put("Content-Type", "application/octet-stream");
      }
      headers.put(
          "Last-Modified",
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              Files.getLastModifiedTime(file).toInstant().atZone(ZoneOffset.UTC)));
      answer =
          transfer.send(
              request("PUT", new Place(place.url(), headers)), body(file, Files.size(file)));
    } catch (IOException e) {
      return Optional.of(new HelperFailure(Causes.text(e)));
    }
    return answer.isSuccess()
        ? Optional.empty()
        : again(answer, new HelperFailure(refusal(answer)));
  }

  private TransferBody body(Path file, long length) {
    return new TransferBody() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        try (TransferMeter meter =
            TransferMeter.start("Uploading cache", length, arguments, surroundings.log())) {
          Files.copy(file, meter.count(out));
        }
      }
    };
  }

  private static Optional<HelperFailure> again(TransferAnswer answer, HelperFailure failure)
      throws HelperFailure {
    if (answer.status() / 100 != 5) {
      throw failure;
    }
    return Optional.of(failure);
  }

  private static String refusal(TransferAnswer answer) {
    if (answer.status() == 404) {
      return "file does not exist";
    }
    Matcher code = ERROR_CODE.matcher(answer.text());
    Matcher message = ERROR_MESSAGE.matcher(answer.text());
    String reason =
        code.find()
            ? ". Request failed with code: %s, message: %s"
                .formatted(code.group(1), message.find() ? message.group(1) : "")
            : "";
    return "received: " + answer.statusText() + reason;
  }

  private TransferRequest request(String method, Place place) {
    return new TransferRequest(method, place.url(), place.headers(), HEAD_TIME_MAX, timeMax);
  }

  private static Instant lastModified(TransferAnswer answer) {
    try {
      return answer
          .header("Last-Modified")
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
          .orElse(Instant.EPOCH);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  @Override
  public void close() {
    transfer.close();
  }
}
