package dev.slipway.domain.cache;

/** In which directions a cache is used. */
public enum CachePolicy {
  PULL_PUSH,
  PULL,
  PUSH,
  /** A word that means nothing: the stage fails. */
  UNKNOWN;

  /** Of {@code cache:policy}, its variables replaced. */
  public static CachePolicy of(String word) {
    return switch (word) {
      case "", "pull-push" -> PULL_PUSH;
      case "pull" -> PULL;
      case "push" -> PUSH;
      default -> UNKNOWN;
    };
  }

  public boolean pulls() {
    return this != PUSH;
  }

  public boolean pushes() {
    return this != PULL;
  }
}
