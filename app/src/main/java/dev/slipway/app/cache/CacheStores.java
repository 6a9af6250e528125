package dev.slipway.app.cache;

import dev.slipway.domain.settings.CacheSettings;
import dev.slipway.domain.settings.CacheStoreSettings.Azure;
import dev.slipway.domain.settings.CacheStoreSettings.Gcs;
import dev.slipway.domain.settings.CacheStoreSettings.S3;
import dev.slipway.ports.cache.CacheStore;
import java.time.InstantSource;
import java.util.Map;

/** Makes the object stores that runners name; all share one HTTP client. */
public final class CacheStores implements AutoCloseable {
  private final StoreHttp http = new StoreHttp();
  private final Map<String, String> environment;
  private final InstantSource clock;

  /**
   * The makers of stores.
   *
   * @param environment of the manager, where its own credentials are named
   */
  public CacheStores(Map<String, String> environment, InstantSource clock) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  /** A runner's store; nothing is sent yet. */
  public CacheStore of(CacheSettings settings) {
    if (settings.store().isEmpty()) {
      return CacheStore.NONE;
    }
    return switch (settings.store().get()) {
      case S3 s3 -> new S3CacheStore(s3, http, environment, clock);
      case Gcs gcs ->
          new GcsCacheStore(gcs, settings.maxUploadedArchiveBytes(), http, environment, clock);
      case Azure azure -> {
        String storage = "https://%s.%s".formatted(azure.accountName(), azure.storageDomain());
        yield new AzureCacheStore(azure, new AzureLogin(http, environment, clock, storage), clock);
      }
    };
  }

  @Override
  public void close() {
    http.close();
  }
}
