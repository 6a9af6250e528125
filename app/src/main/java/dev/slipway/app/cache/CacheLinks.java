package dev.slipway.app.cache;

import dev.slipway.domain.cache.CacheLink;

/** Makes a link, or says why there is none. */
@FunctionalInterface
interface CacheLinks {
  CacheLink make() throws CacheTroubleException, InterruptedException;

  /** Trouble becomes an answer: a job goes on without its cache. */
  static CacheLink orTrouble(CacheLinks links) {
    try {
      return links.make();
    } catch (CacheTroubleException e) {
      return new CacheLink.Trouble(e.what());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CacheLink.Trouble("interrupted");
    }
  }
}
