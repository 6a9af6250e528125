package dev.slipway.app.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.cache.CacheLink;
import dev.slipway.domain.cache.CacheObject;
import dev.slipway.domain.settings.CacheSettings;
import dev.slipway.domain.settings.CacheStoreSettings;
import dev.slipway.domain.settings.CacheStoreSettings.S3;
import dev.slipway.domain.settings.SecretText;
import dev.slipway.ports.cache.CacheStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** A store's settings, and what a test looks at in its answers. */
final class StoreCase {
  static final CacheObject OBJECT = new CacheObject("project/7/a b", "a b");
  static final Duration HOUR = Duration.ofHours(1);
  static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-01-02T12:00:00Z"));
  static final S3.Credentials KEY =
      new S3.Credentials("ID", new SecretText("very-secret"), Optional.empty());

  private StoreCase() {}

  static CacheStore store(CacheStoreSettings settings, long max, Map<String, String> environment) {
    return new CacheStores(environment, NOON)
        .of(new CacheSettings(Optional.of(settings), "", false, max));
  }

  static CacheStore store(CacheStoreSettings settings) {
    return store(settings, 0, Map.of());
  }

  static CacheLink.Presigned presigned(CacheLink link) {
    assertThat(link).isInstanceOf(CacheLink.Presigned.class);
    return (CacheLink.Presigned) link;
  }

  static String trouble(CacheLink link) {
    assertThat(link).isInstanceOf(CacheLink.Trouble.class);
    return ((CacheLink.Trouble) link).what();
  }

  static S3 s3(Optional<String> address, Optional<S3.Credentials> key, String bucket) {
    return new S3(
        address,
        key,
        bucket,
        Optional.of("eu-west-3"),
        false,
        Optional.empty(),
        Optional.empty(),
        true,
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }
}
