package dev.slipway.app.helper;

import dev.slipway.app.helper.archive.ArchiveException;
import dev.slipway.app.helper.archive.ArchiveFormat;
import dev.slipway.app.helper.archive.ArchiveOptions;
import dev.slipway.app.helper.archive.ArchiveWriter;
import dev.slipway.app.helper.archive.CompressionLevel;
import dev.slipway.app.helper.selection.FileSelection;
import dev.slipway.app.helper.selection.PathExpansion;
import dev.slipway.ports.transfer.FileTransfer;
import dev.slipway.ports.transfer.TransferAnswer;
import dev.slipway.ports.transfer.TransferBody;
import dev.slipway.ports.transfer.TransferRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** Sends files of the project to GitLab. Source: GitLab Runner's artifacts-uploader. */
public final class ArtifactsUploader implements HelperCommand {
  private static final int TRIES = 3;
  private static final int TRIES_WHERE_BUSY = 6;
  private static final String NAME_WHERE_EMPTY = "default";

  @Override
  public String name() {
    return "artifacts-uploader";
  }

  @Override
  public String meaning() {
    return "Create and upload build artifacts.";
  }

  @Override
  public List<HelperFlag> flags() {
    List<HelperFlag> flags = new ArrayList<>(CoordinatorFlags.all());
    flags.addAll(SelectionFlags.all());
    flags.addAll(TransferMeter.flags());
    flags.addAll(Provenance.flags());
    flags.addAll(
        List.of(
            HelperFlag.text("--name", "", "artifacts", "Name of the archive."),
            HelperFlag.text("--expire-in", "", "", "When GitLab removes it."),
            HelperFlag.text("--artifact-format", "", "zip", "Format of the archive."),
            HelperFlag.text("--artifact-type", "", "", "Type of the artifact."),
            HelperFlag.text(
                "--compression-level",
                "ARTIFACT_COMPRESSION_LEVEL",
                "default",
                "fastest, fast, default, slow or slowest."),
            HelperFlag.text("--timeout", "", "1h0m0s", "Time for the whole upload."),
            HelperFlag.text("--response-header-timeout", "", "10m0s", "Time for the answer."),
            HelperFlag.onOff("--ci-debug-trace", "CI_DEBUG_TRACE", "Show the server's answers.")));
    return List.copyOf(flags);
  }

  @Override
  public int run(HelperArguments arguments, HelperSurroundings surroundings)
      throws HelperFailure, InterruptedException {
    CoordinatorFlags.Job job = CoordinatorFlags.read(arguments, "Missing runner credentials");
    String word = arguments.optional("--artifact-format").orElse("zip");
    ArchiveFormat format =
        ArchiveFormat.of(word)
            .orElseThrow(
                () ->
                    new HelperFailure(
                        "unsupported archive format: %s; known: %s"
                            .formatted(word, String.join(", ", ArchiveFormat.words()))));
    FileSelection files = SelectionFlags.select(arguments, surroundings);
    if (files.paths().isEmpty()) {
      surroundings.log().error("No files to upload");
      return 0;
    }
    SortedSet<String> paths = new TreeSet<>(files.paths());
    Upload upload = new Upload(arguments, surroundings, job, format, paths);
    if (arguments.isOn("--generate-artifacts-metadata") && format == ArchiveFormat.ZIP) {
      paths.add(new Provenance(arguments, surroundings).write(upload.name(), paths));
    }
    try (FileTransfer transfer =
        surroundings.transfers().open(job.tls(), surroundings.environment())) {
      upload.send(transfer);
    }
    return 0;
  }

  /** One upload with its tries. */
  private static final class Upload {
    private final HelperArguments arguments;
    private final HelperSurroundings surroundings;
    private final CoordinatorFlags.Job job;
    private final ArchiveFormat format;
    private final SortedSet<String> files;
    private URI base;

    Upload(
        HelperArguments arguments,
        HelperSurroundings surroundings,
        CoordinatorFlags.Job job,
        ArchiveFormat format,
        SortedSet<String> files) {
      this.arguments = arguments;
      this.surroundings = surroundings;
      this.job = job;
      this.format = format;
      this.files = files;
      this.base = job.url();
    }

    void send(FileTransfer transfer) throws HelperFailure, InterruptedException {
      Backoff backoff = new Backoff(surroundings.pause());
      for (int tried = 1; ; tried++) {
        Result result = once(transfer);
        if (result.failure().isEmpty()) {
          return;
        }
        if (tried >= result.triesMax()) {
          throw new HelperFailure(result.failure().get());
        }
        surroundings
            .log()
            .warning(
                "Retrying...",
                Map.of("context", "artifacts-uploader", "error", result.failure().get()));
        backoff.pause();
      }
    }

    /** What one try gave: how it failed, and how often that may be tried. */
    private record Result(Optional<String> failure, int triesMax) {
      static Result failed(String how, int triesMax) {
        return new Result(Optional.of(how), triesMax);
      }
    }

    private Result once(FileTransfer transfer) throws HelperFailure, InterruptedException {
      String says =
          arguments
              .optional("--artifact-type")
              .map("Uploading artifacts as \"%s\" to coordinator..."::formatted)
              .orElse("Uploading artifacts to coordinator...");
      HelperLog log = surroundings.log();
      TransferAnswer answer;
      try {
        Multipart body = new Multipart(fileName(), this::archive);
        answer = transfer.send(request(body), body);
      } catch (IOException e) {
        Optional<ArchiveException> ours = Causes.find(e, ArchiveException.class);
        if (ours.isPresent()) {
          throw new HelperFailure(String.valueOf(ours.get().getMessage()));
        }
        log.error(says + " error", job.fields(Map.of("error", String.valueOf(e.getMessage()))));
        return Result.failed("invalid argument", TRIES);
      }
      String text = says + " " + answer.statusText();
      Map<String, String> fields = job.fields(answer);
      showForDebugging(answer);
      return switch (answer.status()) {
        case 201 -> {
          log.info(text, fields);
          yield new Result(Optional.empty(), 1);
        }
        case 403 -> {
          log.error(text, fields);
          yield Result.failed("permission denied", 1);
        }
        case 413 -> {
          log.error(text, fields);
          yield Result.failed("too large", 1);
        }
        case 307 -> {
          log.error(text, fields);
          redirect(answer);
          yield Result.failed("request redirected", TRIES);
        }
        case 503 -> {
          log.error(text, fields);
          yield Result.failed("service unavailable", TRIES_WHERE_BUSY);
        }
        default -> {
          log.warning(text, fields);
          yield Result.failed("invalid argument", TRIES);
        }
      };
    }

    private void redirect(TransferAnswer answer) {
      Optional<URI> target = answer.header("Location").flatMap(CoordinatorFlags::uri);
      if (target.isPresent() && target.get().getHost() != null) {
        URI there = target.get();
        base = URI.create(there.getScheme() + "://" + there.getRawAuthority());
        surroundings
            .log()
            .info("Upload request redirected", Map.of("new-url", TransferRequest.shown(base)));
      }
    }

    private void showForDebugging(TransferAnswer answer) {
      if (arguments.isOn("--ci-debug-trace")) {
        HelperLog log = surroundings.log();
        answer.headers().forEach((name, value) -> log.info("header " + name + ": " + value));
        log.info("body: " + answer.text().substring(0, Math.min(1024, answer.text().length())));
      }
    }

    private TransferRequest request(Multipart body) throws HelperFailure {
      Map<String, String> headers = new HashMap<>(job.headers());
      headers.put("Content-Type", body.contentType());
      StringBuilder query = new StringBuilder();
      add(query, "artifact_format", format.word());
      add(query, "artifact_type", arguments.text("--artifact-type"));
      add(query, "expire_in", arguments.text("--expire-in"));
      return new TransferRequest(
          "POST",
          URI.create(CoordinatorFlags.artifacts(base, job.id()) + query),
          headers,
          arguments.duration("--response-header-timeout"),
          arguments.duration("--timeout"));
    }

    private static void add(StringBuilder query, String key, String value) {
      if (!value.isEmpty()) {
        query.append(query.isEmpty() ? '?' : '&').append(key).append('=');
        query.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
      }
    }

    private String fileName() {
      return name() + format.ending();
    }

    /** The archive's name without its ending. */
    String name() {
      String name = arguments.text("--name");
      try {
        name = new PathExpansion(surroundings.environment()).expand(name);
      } catch (IllegalArgumentException e) {
        surroundings.log().warning("invalid artifact name: " + e.getMessage());
      }
      String last = name.substring(name.lastIndexOf('/') + 1);
      if (format == ArchiveFormat.RAW && arguments.text("--name").isEmpty()) {
        last = Path.of(files.first()).getFileName().toString();
      }
      return last.isEmpty() || last.equals(".") ? NAME_WHERE_EMPTY : last;
    }

    private void archive(OutputStream out) throws IOException, InterruptedException {
      CompressionLevel level = CompressionLevel.of(arguments.text("--compression-level"));
      try (TransferMeter meter =
          TransferMeter.start("Uploading artifacts", -1, arguments, surroundings.log())) {
        ArchiveWriter.write(
            format, surroundings.directory(), files, ArchiveOptions.of(level), meter.count(out));
      }
    }
  }

  /** Writes the file's content. */
  private interface Content {
    void writeTo(OutputStream out) throws IOException, InterruptedException;
  }

  /** A form with one part, {@code file}. */
  private record Multipart(String fileName, Content content, String boundary)
      implements TransferBody {
    Multipart(String fileName, Content content) {
      this(fileName, content, UUID.randomUUID().toString().replace("-", ""));
    }

    String contentType() {
      return "multipart/form-data; boundary=" + boundary;
    }

    @Override
    public long length() {
      return -1;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException, InterruptedException {
      String name = fileName.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("[\r\n]", "_");
      text(out, "--" + boundary + "\r\n");
      text(out, "Content-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n");
      text(out, "Content-Type: application/octet-stream\r\n\r\n");
      content.writeTo(out);
      text(out, "\r\n--" + boundary + "--\r\n");
    }

    private static void text(OutputStream out, String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
