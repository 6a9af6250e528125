package dev.slipway.domain.cache;

import java.util.Optional;

/**
 * An object of the object store.
 *
 * @param name within its bucket, without a slash in front
 * @param key the cache's name as people know it
 */
public record CacheObject(String name, String key) {

  /**
   * Where a project's caches are.
   *
   * @param path put in front of everything; may be empty
   * @param shared whether runners share their caches
   * @param hashed whether keys are hashed: such names begin with two digits of the hash
   */
  public record Place(
      String path, boolean shared, String shortToken, long projectId, boolean hashed) {

    /**
     * The object of a stored key; empty where it would not lie among the project's.
     *
     * @param asHashed whether that key is a hash
     */
    public Optional<CacheObject> object(String stored, String human, boolean asHashed) {
      if (stored.isEmpty()) {
        return Optional.empty();
      }
      StringBuilder name = new StringBuilder(path.replaceAll("^/+|/+$", ""));
      if (!shared) {
        add(name, "runner/" + shortToken);
      }
      add(name, "project/" + projectId);
      if (asHashed) {
        add(name, stored.substring(0, 2));
      }
      boolean leaves = ("/" + stored + "/").contains("/../");
      add(name, stored);
      return leaves ? Optional.empty() : Optional.of(new CacheObject(name.toString(), human));
    }

    private static void add(StringBuilder name, String segment) {
      name.append(name.isEmpty() ? "" : "/").append(segment);
    }
  }
}
