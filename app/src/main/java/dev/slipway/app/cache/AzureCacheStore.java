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
  private final AzureLogin login;
  private final InstantSource clock;

  /**
   * A container.
   *
   * @param login used where the settings have no key
   */
  AzureCacheStore(Azure settings, AzureLogin login, InstantSource clock) {
    this.settings = settings;
    this.login = login;
    this.clock = clock;
  }

  @Override
  public CacheLink forDownload(CacheObject object, Duration validity) {
    return CacheLinks.orTrouble(() -> link("r", object, validity));
  }

  /** Also good for asking whether it is there. */
  @Override
  public CacheLink forUpload(CacheObject object, Duration validity) {
    return CacheLinks.orTrouble(() -> link("rw", object, validity));
  }

  private CacheLink link(String permissions, CacheObject object, Duration validity)
      throws CacheTroubleException, InterruptedException {
    var now = clock.instant();
    String token =
        signature(validity)
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

  private AzureSignature signature(Duration validity)
      throws CacheTroubleException, InterruptedException {
    return settings.accountKey().isPresent()
        ? new AzureSignature(settings.accountName(), settings.accountKey().get())
        : AzureSignature.of(settings.accountName(), login.key(validity));
  }
}
