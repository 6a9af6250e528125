package dev.slipway.app.config;

import java.util.Locale;

/** What Slipway does with a key. */
enum KeyStatus {
  /** Read and obeyed. */
  HONOURED,
  /** GitLab Runner obeys it, Slipway does not yet: refused unless it asks for nothing. */
  NOT_YET,
  /** GitLab Runner obeys it, Slipway can do without: accepted, and named in a warning. */
  IGNORED,
  /** Belongs to other executors: accepted, and named once in the log. */
  UNUSED,
  /** A note that registering a runner leaves for itself: accepted. */
  KEPT,
  /** GitLab Runner obeyed it in the past: refused. */
  REMOVED;

  static KeyStatus of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
