package dev.slipway.acceptance.coordinator.wire;

import java.util.Map;
import java.util.Optional;

/** The call is not granted. Carries the answer; a violation only where the client was at fault. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;
  private final transient Map<String, String> headers;
  private final transient Optional<Violation.Kind> violation;

  private Refusal(
      int status, String text, Map<String, String> headers, Optional<Violation.Kind> violation) {
    super(text, null, false, false);
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.violation = violation;
  }

  /** A refusal the client has brought about by breaking a rule. */
  public static Refusal violation(int status, Violation.Kind kind, String text) {
    return new Refusal(status, text, Map.of(), Optional.of(kind));
  }

  /** A refusal that is part of the normal course, for example a patch for a canceled job. */
  public static Refusal expected(int status, String text) {
    return new Refusal(status, text, Map.of(), Optional.empty());
  }

  /** The same refusal with one more answer header. */
  public Refusal withHeader(String name, String value) {
    Map<String, String> more = new java.util.TreeMap<>(headers);
    more.put(name, value);
    return new Refusal(status, text(), more, violation);
  }

  public int status() {
    return status;
  }

  public String text() {
    return String.valueOf(getMessage());
  }

  public Map<String, String> headers() {
    return headers;
  }

  public Optional<Violation.Kind> violation() {
    return violation;
  }
}
