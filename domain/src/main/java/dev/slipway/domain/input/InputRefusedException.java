package dev.slipway.domain.input;

/** A place in a text asks for an input that cannot be given; the message says why. */
public final class InputRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  InputRefusedException(String message) {
    super(message);
  }
}
