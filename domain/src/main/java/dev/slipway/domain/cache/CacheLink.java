package dev.slipway.domain.cache;

import java.util.Map;

/** The way to one object in the object store, for one direction. */
public sealed interface CacheLink {
  /** There is no object store: the cache stays in the pod. */
  record Nowhere() implements CacheLink {}

  /**
   * Addresses that hold their own permission: secret for as long as they hold.
   *
   * @param url to get or to put the object
   * @param headUrl to ask for it
   * @param headers to be sent with a put, unchanged
   */
  record Presigned(String url, String headUrl, Map<String, String> headers) implements CacheLink {
    public Presigned {
      headers = Map.copyOf(headers);
    }

    /** Leaves out the addresses. */
    @Override
    public String toString() {
      return "Presigned";
    }
  }

  /**
   * An address that names store and object, and variables with the permission.
   *
   * @param environment secret
   */
  record InStore(String url, Map<String, String> environment) implements CacheLink {
    public InStore {
      environment = Map.copyOf(environment);
    }

    /** Leaves out the variables. */
    @Override
    public String toString() {
      return "InStore[" + url + "]";
    }
  }

  /** There is a store, but no way to it can be given; the job goes on without. */
  record Trouble(String what) implements CacheLink {}
}
