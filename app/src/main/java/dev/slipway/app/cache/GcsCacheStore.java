package dev.slipway.app.cache;

import dev.slipway.domain.cache.CacheLink;
import dev.slipway.domain.cache.CacheObject;
import dev.slipway.domain.settings.CacheStoreSettings.Gcs;
import dev.slipway.domain.tree.Tree;
import dev.slipway.domain.tree.TreeJson;
import dev.slipway.ports.cache.CacheStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Google Cloud Storage: each object by an address that is signed for it (version 4). */
final class GcsCacheStore implements CacheStore {
  private static final String MACHINE = "metadata.google.internal";
  private static final Pattern PLAIN = Pattern.compile("[!-~]+( [!-~]+)*");

  private final Gcs settings;
  private final long bytesMax;
  private final StoreHttp http;
  private final Map<String, String> environment;
  private final InstantSource clock;

  /**
   * A bucket.
   *
   * @param bytesMax what an object may have; 0 for no limit
   */
  GcsCacheStore(
      Gcs settings,
      long bytesMax,
      StoreHttp http,
      Map<String, String> environment,
      InstantSource clock) {
    this.settings = settings;
    this.bytesMax = bytesMax;
    this.http = http;
    this.environment = environment;
    this.clock = clock;
  }

  @Override
  public CacheLink forDownload(CacheObject object, Duration validity) {
    return CacheLinks.orTrouble(() -> link("GET", object, Map.of(), validity));
  }

  @Override
  public CacheLink forUpload(CacheObject object, Duration validity) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("Content-Type", "application/octet-stream");
    if (PLAIN.matcher(object.key()).matches()) {
      headers.put("x-goog-meta-cachekey", object.key());
    }
    if (bytesMax > 0) {
      headers.put("x-goog-content-length-range", "0," + bytesMax);
    }
    return CacheLinks.orTrouble(() -> link("PUT", object, headers, validity));
  }

  private CacheLink link(
      String method, CacheObject object, Map<String, String> headers, Duration validity)
      throws CacheTroubleException, InterruptedException {
    GcsSigner signer = signer();
    GcsSigning signing =
        new GcsSigning(
            "storage." + settings.universeDomain(),
            settings.bucket(),
            signer.account(),
            clock.instant());
    var doing = signing.of(method, object.name(), headers, validity);
    var asking = signing.of("HEAD", object.name(), Map.of(), validity);
    return new CacheLink.Presigned(
        doing.with(signer.sign(doing.text())).toString(),
        asking.with(signer.sign(asking.text())).toString(),
        headers);
  }

  private GcsSigner signer() throws CacheTroubleException {
    if (settings.accessId().isPresent() && settings.privateKey().isPresent()) {
      return GcsSigner.OwnKey.of(settings.accessId().get(), settings.privateKey().get().value());
    }
    Optional<Path> file =
        settings
            .credentialsFile()
            .or(
                () ->
                    Optional.ofNullable(environment.get("GOOGLE_APPLICATION_CREDENTIALS"))
                        .filter(name -> !name.isEmpty())
                        .map(Path::of));
    if (file.isPresent()) {
      return ofFile(file.get());
    }
    String machine = environment.getOrDefault("GCE_METADATA_HOST", MACHINE);
    return new GcsMachineSigner(
        http, "http://" + machine, "https://iamcredentials." + settings.universeDomain());
  }

  private static GcsSigner ofFile(Path file) throws CacheTroubleException {
    String json;
    try {
      json = Files.readString(file);
    } catch (IOException e) {
      throw new CacheTroubleException(
          "Google credentials: %s is not readable (%s)"
              .formatted(file, e.getClass().getSimpleName()));
    }
    Tree tree = TreeJson.read(json).orElse(Tree.Word.NULL);
    if (tree instanceof Tree.Branch branch
        && branch.get("client_email").orElse(Tree.Word.NULL) instanceof Tree.Text(String account)
        && branch.get("private_key").orElse(Tree.Word.NULL) instanceof Tree.Text(String key)) {
      return GcsSigner.OwnKey.of(account, key);
    }
    throw new CacheTroubleException(
        "Google credentials: %s is no key file of a service account".formatted(file));
  }
}
