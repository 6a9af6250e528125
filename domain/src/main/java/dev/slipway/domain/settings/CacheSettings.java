package dev.slipway.domain.settings;

import java.util.Optional;

/**
 * {@code [runners.cache]}.
 *
 * @param store the object store; empty where caches stay in the pod
 * @param path put in front of each object's name; may be empty
 * @param shared whether runners share their caches
 * @param maxUploadedArchiveBytes larger ones are not sent; 0 for no limit
 */
public record CacheSettings(
    Optional<CacheStoreSettings> store, String path, boolean shared, long maxUploadedArchiveBytes) {
  /** GitLab Runner's. */
  public static final CacheSettings DEFAULTS = new CacheSettings(Optional.empty(), "", false, 0);
}
