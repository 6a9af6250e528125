package dev.slipway.app.helper;

import dev.slipway.app.helper.archive.ArchiveOptions;
import dev.slipway.app.helper.archive.ArchiveReader;
import dev.slipway.app.helper.archive.CompressionLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gets a cache and unpacks it. Source: GitLab Runner's cache-extractor. */
public final class CacheExtractor implements HelperCommand {
  @Override
  public String name() {
    return "cache-extractor";
  }

  @Override
  public String meaning() {
    return "Download and extract cache artifacts.";
  }

  @Override
  public List<HelperFlag> flags() {
    List<HelperFlag> flags = new ArrayList<>(CacheFlags.all());
    flags.addAll(TransferMeter.flags());
    flags.addAll(Retry.flags());
    flags.addAll(
        List.of(
            HelperFlag.text("--head-url", "", "", "Signed address to ask whether it changed."),
            HelperFlag.text("--alternate-url", "", "", "The object under its other name."),
            HelperFlag.text("--alternate-head-url", "", "", "The same, to ask."),
            HelperFlag.text("--alternate-gocloud-url", "", "", "The same, in the store's form.")));
    return List.copyOf(flags);
  }

  @Override
  public int run(HelperArguments arguments, HelperSurroundings surroundings)
      throws HelperFailure, InterruptedException {
    HelperLog log = surroundings.log();
    String name = arguments.text("--file");
    if (name.isEmpty()) {
      throw HelperFailure.mild("Missing cache file");
    }
    Path file = surroundings.directory().resolve(name);
    Optional<CacheSource> source = CacheSource.forDownload(arguments, surroundings);
    if (source.isPresent()) {
      log.info("Using %s URL for cache download".formatted(source.get().kind()));
      try (CacheServer server = new CacheServer(arguments, surroundings)) {
        download(source.get(), server, file, log);
      }
    } else {
      log.info(
          "No URL provided, cache will not be downloaded from shared cache server. Instead a local version of cache will be extracted.");
    }
    if (!Files.exists(file)) {
      throw HelperFailure.mild("Cache file does not exist");
    }
    try {
      ArchiveReader.extract(
          file, surroundings.directory(), ArchiveOptions.of(CompressionLevel.DEFAULT));
    } catch (IOException e) {
      throw new HelperFailure(Causes.text(e));
    }
    return 0;
  }

  private static void download(CacheSource source, CacheServer server, Path file, HelperLog log)
      throws HelperFailure, InterruptedException {
    CacheSource.Stored chosen = choose(source, server, log);
    if (Files.exists(file) && chosen.head().isPresent()) {
      Optional<Instant> remote = server.changed(chosen.head().get());
      if (remote.isPresent() && !remote.get().isAfter(changed(file))) {
        log.info(file.getFileName() + " is up to date");
        return;
      }
    }
    try {
      server.download(chosen.get(), file);
    } catch (HelperFailure e) {
      boolean localMayDo = source.mayBeMissing() && e.text().equals("file does not exist");
      if (!localMayDo) {
        throw e;
      }
    }
  }

  private static CacheSource.Stored choose(CacheSource source, CacheServer server, HelperLog log)
      throws InterruptedException {
    Optional<CacheSource.Stored> other = source.alternate();
    if (other.isEmpty() || other.get().head().isEmpty() || source.primary().head().isEmpty()) {
      return source.primary();
    }
    Optional<Instant> primary = server.changed(source.primary().head().get());
    Optional<Instant> alternate = server.changed(other.get().head().get());
    if (alternate.isPresent() && primary.isEmpty()) {
      log.info("Selecting alternate cache URL: primary not available");
      return other.get();
    }
    if (alternate.isPresent() && alternate.get().isAfter(primary.get())) {
      log.info("Selecting alternate cache URL: newer timestamp");
      return other.get();
    }
    log.info("Selecting primary cache URL");
    return source.primary();
  }

  private static Instant changed(Path file) throws HelperFailure {
    try {
      return Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS);
    } catch (IOException e) {
      throw new HelperFailure(Causes.text(e));
    }
  }
}
