package dev.slipway.app.wiring;

/** The manager cannot start with these settings; the message says why. */
final class StartRefusedException extends RuntimeException {
  StartRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
