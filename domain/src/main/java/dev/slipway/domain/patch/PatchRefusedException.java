package dev.slipway.domain.patch;

/** A patch that does not fit what it is put on; the message says why. */
final class PatchRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  PatchRefusedException(String why) {
    super(why);
  }
}
