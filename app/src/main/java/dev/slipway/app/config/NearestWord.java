package dev.slipway.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what was meant by a mistyped word. */
final class NearestWord {
  /** A typo changes at most one letter of three, and at most this many. */
  private static final int CHANGES_MAX = 4;

  private NearestWord() {}

  /** The word with the fewest letters to change; none where even that is another word. */
  static Optional<String> to(String typed, Collection<String> words) {
    String wanted = typed.toLowerCase(Locale.ROOT);
    int limit = Math.min(CHANGES_MAX, Math.max(1, wanted.length() / 3));
    record Candidate(String word, int changes) {}
    return words.stream()
        .map(word -> new Candidate(word, changes(wanted, word.toLowerCase(Locale.ROOT))))
        .filter(candidate -> candidate.changes() <= limit)
        .min(Comparator.comparingInt(Candidate::changes).thenComparing(Candidate::word))
        .map(Candidate::word);
  }

  /** What to do about a word that is not known. */
  static String advice(String typed, Collection<String> words) {
    return to(typed, words).map("did you mean \"%s\"?"::formatted).orElse("remove it");
  }

  /** Letters to add, drop, replace or swap with their neighbour (optimal string alignment). */
  static int changes(String from, String to) {
    int[][] distance = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          distance[i][j] = i + j;
          continue;
        }
        int replaced = distance[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        distance[i][j] = swapped ? Math.min(least, distance[i - 2][j - 2] + 1) : least;
      }
    }
    return distance[from.length()][to.length()];
  }
}
