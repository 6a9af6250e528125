package dev.slipway.domain.sources;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** {@code GIT_STRATEGY}: how the project directory is filled. */
public enum GitStrategy {
  CLONE,
  FETCH,
  NONE,
  EMPTY;

  /** Whether git is used at all. */
  public boolean usesGit() {
    return this == CLONE || this == FETCH;
  }

  /** The word in a job's variables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The strategy of that word; empty for any other word. */
  public static Optional<GitStrategy> ofWord(String word) {
    return Arrays.stream(values()).filter(strategy -> strategy.word().equals(word)).findFirst();
  }
}
