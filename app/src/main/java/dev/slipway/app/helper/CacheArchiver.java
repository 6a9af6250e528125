package dev.slipway.app.helper;

import dev.slipway.app.helper.CacheServer.Place;
import dev.slipway.app.helper.archive.ArchiveFormat;
import dev.slipway.app.helper.archive.ArchiveOptions;
import dev.slipway.app.helper.archive.ArchiveWriter;
import dev.slipway.app.helper.archive.CompressionLevel;
import dev.slipway.app.helper.selection.FileSelection;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Packs a cache and sends it. Source: GitLab Runner's cache-archiver. */
public final class CacheArchiver implements HelperCommand {
  @Override
  public String name() {
    return "cache-archiver";
  }

  @Override
  public String meaning() {
    return "Create and upload cache artifacts.";
  }

  @Override
  public List<HelperFlag> flags() {
    List<HelperFlag> flags = new ArrayList<>(CacheFlags.all());
    flags.addAll(SelectionFlags.all());
    flags.addAll(TransferMeter.flags());
    flags.addAll(Retry.flags());
    flags.addAll(
        List.of(
            HelperFlag.text("--alternate-file", "", "", "The archive under its other name."),
            HelperFlag.text("--check-url", "", "", "Signed address to ask whether it is there."),
            HelperFlag.texts("--header", "Header of the upload, NAME: VALUE."),
            HelperFlag.text(
                "--max-uploaded-archive-size",
                "CACHE_MAX_UPLOADED_ARCHIVE_SIZE",
                "0",
                "Bytes above which it stays here; 0 for none."),
            HelperFlag.text(
                "--compression-level",
                "CACHE_COMPRESSION_LEVEL",
                "default",
                "fastest, fast, default, slow or slowest."),
            HelperFlag.text(
                "--compression-format",
                "CACHE_COMPRESSION_FORMAT",
                "zip",
                "zip, tarzstd or zipzstd."),
            HelperFlag.text(
                "--metadata", "CACHE_METADATA", "", "JSON to write beside the archive.")));
    return List.copyOf(flags);
  }

  @Override
  public int run(HelperArguments arguments, HelperSurroundings surroundings)
      throws HelperFailure, InterruptedException {
    if (arguments.text("--file").isEmpty()) {
      throw new HelperFailure("Missing --file parameter");
    }
    Path file = surroundings.directory().resolve(arguments.text("--file"));
    ArchiveFormat format = format(arguments.text("--compression-format"));
    Map<String, String> environment = CacheFlags.environment(arguments, surroundings);
    FileSelection files = SelectionFlags.select(arguments, surroundings);
    HelperLog log = surroundings.log();
    if (files.paths().isEmpty()) {
      log.warning("No files to cache.");
      return 0;
    }
    try {
      takeOtherName(arguments, surroundings, file);
      Optional<Target> target = target(arguments, environment);
      if (isNewerThanAll(file, files)) {
        if (!isMissingThere(target, arguments, surroundings)) {
          return 0;
        }
      } else {
        pack(format, files, file, arguments, surroundings);
        String metadata =
            arguments
                .optional("--metadata")
                .orElse(environment.getOrDefault("CACHE_METADATA", "{}"));
        LocalArchive.describe(file, metadata);
      }
      upload(target, file, arguments, surroundings);
    } catch (IOException e) {
      throw new HelperFailure(Causes.text(e));
    }
    return 0;
  }

  /** Where the archive goes. */
  private record Target(String kind, Place put, Optional<Place> check) {}

  private static ArchiveFormat format(String word) throws HelperFailure {
    return ArchiveFormat.of(word.isEmpty() ? "zip" : word)
        .filter(format -> format != ArchiveFormat.RAW && format != ArchiveFormat.GZIP)
        .orElseThrow(
            () ->
                new HelperFailure(
                    "unsupported archive format: %s; known: zip, tarzstd, zipzstd"
                        .formatted(word)));
  }

  private static Optional<Target> target(HelperArguments arguments, Map<String, String> environment)
      throws HelperFailure {
    String stored = arguments.text("--gocloud-url");
    if (!stored.isEmpty()) {
      return Optional.of(
          new Target(
              "GoCloud",
              StoreAddress.place("PUT", stored, environment),
              Optional.of(StoreAddress.place("HEAD", stored, environment))));
    }
    if (arguments.text("--url").isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> headers = new HashMap<>();
    for (String header : arguments.texts("--header")) {
      int colon = header.indexOf(':');
      if (colon < 1) {
        throw new HelperFailure("--header: not of the form NAME: VALUE");
      }
      headers.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
    }
    Optional<Place> check = Optional.empty();
    if (!arguments.text("--check-url").isEmpty()) {
      check = Optional.of(Place.of(arguments.text("--check-url")));
    }
    Place put = new Place(Place.of(arguments.text("--url")).url(), headers);
    return Optional.of(new Target("presigned", put, check));
  }

  private static void takeOtherName(
      HelperArguments arguments, HelperSurroundings surroundings, Path file) throws IOException {
    String alternate = arguments.text("--alternate-file");
    if (alternate.isEmpty() || Files.exists(file)) {
      return;
    }
    Path other = surroundings.directory().resolve(alternate);
    if (Files.isRegularFile(other)) {
      LocalArchive.directoryOf(file);
      Files.move(other, file);
      surroundings.log().info("Renamed alternate cache file to primary");
    }
  }

  private static boolean isNewerThanAll(Path file, FileSelection files) throws IOException {
    return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(files.newest()) >= 0;
  }

  private static boolean isMissingThere(
      Optional<Target> target, HelperArguments arguments, HelperSurroundings surroundings)
      throws HelperFailure, InterruptedException {
    HelperLog log = surroundings.log();
    if (target.isEmpty() || target.get().check().isEmpty()) {
      log.info("Archive is up to date!");
      return false;
    }
    try (CacheServer server = new CacheServer(arguments, surroundings)) {
      if (server.changed(target.get().check().get()).isPresent()) {
        log.info("Primary cache already exists remotely, skipping upload");
        return false;
      }
    }
    log.info("Primary cache does not exist remotely, uploading existing archive");
    return true;
  }

  private static void pack(
      ArchiveFormat format,
      FileSelection files,
      Path file,
      HelperArguments arguments,
      HelperSurroundings surroundings)
      throws IOException, InterruptedException {
    CompressionLevel level = CompressionLevel.of(arguments.text("--compression-level"));
    Path part = Files.createTempFile(LocalArchive.directoryOf(file), "archive", ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 256 << 10)) {
        ArchiveWriter.write(
            format, surroundings.directory(), files.paths(), ArchiveOptions.of(level), out);
      }
      LocalArchive.replace(part, file, Instant.EPOCH);
    } finally {
      Staging.remove(part, surroundings.log());
    }
  }

  private static void upload(
      Optional<Target> target,
      Path file,
      HelperArguments arguments,
      HelperSurroundings surroundings)
      throws IOException, HelperFailure, InterruptedException {
    HelperLog log = surroundings.log();
    if (target.isEmpty()) {
      log.info(
          "No URL provided, cache will not be uploaded to shared cache server. Cache will be stored only locally.");
      return;
    }
    long limit = arguments.number("--max-uploaded-archive-size", 0);
    long size = Files.size(file);
    if (limit > 0 && size > limit) {
      log.info(
          "Cache archive size (%d) is too big (Limit is set to %d). Cache will be stored only locally."
              .formatted(size, limit));
      return;
    }
    log.info("Using %s URL for cache upload".formatted(target.get().kind()));
    log.info("Uploading %s to %s".formatted(file.getFileName(), target.get().put().shown()));
    try (CacheServer server = new CacheServer(arguments, surroundings)) {
      server.upload(target.get().put(), file);
    }
  }
}
