package dev.slipway.domain.failure;

/** Carries a {@link Failure} across layers; caught once, where the job's outcome is made. */
public final class FailureException extends Exception {
  private final transient Failure failure;

  public FailureException(Failure failure) {
    super(failure.text());
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
