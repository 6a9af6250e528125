package dev.slipway.app.helper;

import java.io.Serial;

/** Ends a helper command with status 1; its message is the last line. */
public final class HelperFailure extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final boolean mild;

  HelperFailure(String message) {
    this(message, false);
  }

  private HelperFailure(String message, boolean mild) {
    super(message);
    this.mild = mild;
  }

  /** A failure that is told as a warning: a cache that is not there, for example. */
  static HelperFailure mild(String message) {
    return new HelperFailure(message, true);
  }

  boolean isMild() {
    return mild;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
