package dev.slipway.domain.input;

/**
 * One entry of the payload's {@code inputs}.
 *
 * @param sensitive whether no text of the job may get it
 */
public record JobInput(String key, InputValue value, boolean sensitive) {
  /** Leaves out the value: it may be a secret. */
  @Override
  public String toString() {
    return "JobInput[" + key + "]";
  }
}
