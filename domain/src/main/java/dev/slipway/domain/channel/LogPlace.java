package dev.slipway.domain.channel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How far a log is known, and where in it the log file begins: a job that removes the file gets a
 * new one, and one that empties it goes on in what is left.
 *
 * @param offset how many bytes of the log are known
 * @param starts the word of each start marker among them, and how many bytes came before it: a file
 *     whose first line is one of them begins there, as the first one and each new one does
 * @param emptied how many bytes were known when the file was last found to begin with something
 *     else; empty where it never was
 */
public record LogPlace(long offset, Map<String, Long> starts, OptionalLong emptied) {
  /** Nothing is known. */
  public static final LogPlace BEGIN = new LogPlace(0, Map.of(), OptionalLong.empty());

  public LogPlace {
    starts = Collections.unmodifiableMap(new LinkedHashMap<>(starts));
  }
}
