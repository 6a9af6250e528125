package dev.slipway.domain.settings;

/** A text that must not reach a log or an error message, such as a token. */
public record SecretText(String value) {
  /** Without the value. */
  @Override
  public String toString() {
    return "[hidden]";
  }
}
