package dev.slipway.app.cache;

/** Why no way to an object can be given, in words for the job's log; holds no secret. */
final class CacheTroubleException extends Exception {
  private static final long serialVersionUID = 1;

  CacheTroubleException(String what) {
    super(what);
  }

  String what() {
    return String.valueOf(getMessage());
  }
}
