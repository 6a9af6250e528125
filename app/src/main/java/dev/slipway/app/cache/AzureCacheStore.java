package dev.slipway.app.cache;

import dev.slipway.domain.cache.CacheLink;
import dev.slipway.domain.cache.CacheObject;
import dev.slipway.domain.settings.CacheStoreSettings.Azure;
import dev.slipway.ports.cache.CacheStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Azure Blob Storage: a signature for one blob and one direction, in the job's environment. */
final class AzureCacheStore implements CacheStore {
  /** Clocks may differ by as much. */
  private static final Duration SINCE = Duration.ofHours(1);

  private final Azure settings;
  private final InstantSource clock;

  AzureCacheStore(Azure settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public CacheLink forDownload(CacheObject object, Duration validity) {
    return link("r", object, validity);
  }

  /** Also good for asking whether it is there. */
  @Override
  public CacheLink forUpload(CacheObject object, Duration validity) {
    return link("rw", object, validity);
  }

  private CacheLink link(String permissions, CacheObject object, Duration validity) {
    var now = clock.instant();
    String token =
        new AzureSignature(settings.accountName(), settings.accountKey())
            .ofBlob(
                settings.container(),
                object.name(),
                permissions,
                now.minus(SINCE),
                now.plus(validity));
    return new CacheLink.InStore(
        "azblob://%s/%s".formatted(settings.container(), UrlText.encodedPath(object.name())),
        Map.of(
            "AZURE_STORAGE_ACCOUNT", settings.accountName(),
            "AZURE_STORAGE_DOMAIN", settings.storageDomain(),
            "AZURE_STORAGE_SAS_TOKEN", token));
  }
}
