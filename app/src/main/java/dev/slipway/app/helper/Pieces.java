package dev.slipway.app.helper;

import java.util.List;
import java.util.Optional;

/**
 * How a file is cut where its transfer is to be done in pieces, several at once.
 *
 * @param bytesEach of every piece but the last, which may be smaller
 * @param atOnce so many connections
 */
record Pieces(long bytesEach, int atOnce) {
  /** What GitLab Runner's helper takes where nothing else is said. */
  static final Pieces STANDARD = new Pieces(16 << 20, 16);

  private static final int AT_ONCE_MAX = 64;
  private static final String SIZE = "--chunk-size";
  private static final String AT_ONCE = "--concurrency";
  private static final String CACHES = "FF_USE_PARALLEL_CACHE_TRANSFER";
  private static final String ARTIFACTS = "FF_USE_PARALLEL_ARTIFACT_TRANSFER";

  static List<HelperFlag> flags() {
    return List.of(
        HelperFlag.text(
            SIZE,
            "CACHE_CHUNK_SIZE",
            Long.toString(STANDARD.bytesEach()),
            "Bytes of a piece, with %s.".formatted(CACHES)),
        HelperFlag.text(
            AT_ONCE,
            "CACHE_CONCURRENCY",
            Integer.toString(STANDARD.atOnce()),
            "Pieces at once, with that flag; at most %d.".formatted(AT_ONCE_MAX)));
  }

  /** For a cache, where the job wants it. */
  static Optional<Pieces> ofCache(HelperArguments arguments, HelperSurroundings surroundings)
      throws HelperFailure {
    if (!isOn(surroundings, CACHES)) {
      return Optional.empty();
    }
    long atOnce = Math.min(arguments.number(AT_ONCE, 1), AT_ONCE_MAX);
    return Optional.of(new Pieces(arguments.number(SIZE, 1), (int) atOnce));
  }

  /** For the artifacts of another job, where the job wants it. */
  static Optional<Pieces> ofArtifacts(HelperSurroundings surroundings) {
    return isOn(surroundings, ARTIFACTS) ? Optional.of(STANDARD) : Optional.empty();
  }

  private static boolean isOn(HelperSurroundings surroundings, String flag) {
    return HelperArguments.isTrue(surroundings.environment().getOrDefault(flag, ""));
  }
}
