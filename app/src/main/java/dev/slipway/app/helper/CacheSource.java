package dev.slipway.app.helper;

import dev.slipway.app.helper.CacheServer.Place;
import java.util.Map;
import java.util.Optional;

/**
 * Where a cache is in the object store.
 *
 * @param kind in words, for the log
 * @param mayBeMissing whether the local archive will do where the store has none
 */
record CacheSource(String kind, Stored primary, Optional<Stored> alternate, boolean mayBeMissing) {

  /**
   * One object.
   *
   * @param head to ask for it without getting it
   */
  record Stored(Place get, Optional<Place> head) {}

  /** What the flags name; empty where they name none. */
  static Optional<CacheSource> forDownload(
      HelperArguments arguments, HelperSurroundings surroundings) throws HelperFailure {
    if (!arguments.text("--gocloud-url").isEmpty()) {
      var environment = CacheFlags.environment(arguments, surroundings);
      Optional<Stored> alternate = Optional.empty();
      if (!arguments.text("--alternate-gocloud-url").isEmpty()) {
        alternate = Optional.of(stored(arguments.text("--alternate-gocloud-url"), environment));
      }
      return Optional.of(
          new CacheSource(
              "GoCloud", stored(arguments.text("--gocloud-url"), environment), alternate, true));
    }
    Optional<Stored> primary = presigned(arguments, "--url", "--head-url");
    return primary.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CacheSource(
                "presigned",
                primary.get(),
                presigned(arguments, "--alternate-url", "--alternate-head-url"),
                false));
  }

  private static Stored stored(String url, Map<String, String> environment) throws HelperFailure {
    return new Stored(
        StoreAddress.place("GET", url, environment),
        Optional.of(StoreAddress.place("HEAD", url, environment)));
  }

  private static Optional<Stored> presigned(HelperArguments arguments, String url, String head)
      throws HelperFailure {
    if (arguments.text(url).isEmpty()) {
      return Optional.empty();
    }
    Optional<Place> asking = Optional.empty();
    if (!arguments.text(head).isEmpty()) {
      asking = Optional.of(Place.of(arguments.text(head)));
    }
    return Optional.of(new Stored(Place.of(arguments.text(url)), asking));
  }
}
