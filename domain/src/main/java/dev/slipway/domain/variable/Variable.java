package dev.slipway.domain.variable;

/**
 * One CI/CD variable.
 *
 * @param isPublic may be shown in the pod's environment
 * @param internal made by the runner; shown in the pod's environment too
 * @param file the value is written to a file and the variable holds its path
 * @param masked the value is replaced by {@code [MASKED]} in the job log
 * @param raw the value is not expanded
 */
public record Variable(
    String key,
    String value,
    boolean isPublic,
    boolean internal,
    boolean file,
    boolean masked,
    boolean raw) {

  /** A variable made by the runner, seen by everybody. */
  public static Variable internal(String key, String value) {
    return new Variable(key, value, true, true, false, false, false);
  }

  /** The same variable with another value. */
  public Variable withValue(String newValue) {
    return new Variable(key, newValue, isPublic, internal, file, masked, raw);
  }

  /** Leaves out the value: it may be a secret. */
  @Override
  public String toString() {
    return "Variable[" + key + "]";
  }
}
