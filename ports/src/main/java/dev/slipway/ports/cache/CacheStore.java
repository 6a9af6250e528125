package dev.slipway.ports.cache;

import dev.slipway.domain.cache.CacheLink;
import dev.slipway.domain.cache.CacheObject;
import java.time.Duration;

/** A runner's object store. Trouble is an answer, never an exception: a job goes on without. */
public interface CacheStore {
  /** The way to get an object, if it is there. */
  CacheLink forDownload(CacheObject object, Duration validity);

  /** The way to put an object. */
  CacheLink forUpload(CacheObject object, Duration validity);

  /** Where there is no object store. */
  CacheStore NONE =
      new CacheStore() {
        @Override
        public CacheLink forDownload(CacheObject object, Duration validity) {
          return new CacheLink.Nowhere();
        }

        @Override
        public CacheLink forUpload(CacheObject object, Duration validity) {
          return new CacheLink.Nowhere();
        }
      };
}
