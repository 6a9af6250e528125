package dev.slipway.ports.cluster;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import java.util.function.Function;

/** What the cluster answered: the thing asked for, or why not. */
public sealed interface ClusterAnswer<T> {
  record Done<T>(T value) implements ClusterAnswer<T> {}

  record Refused<T>(ClusterError error) implements ClusterAnswer<T> {}

  /**
   * The value, or the refusal as a failure of the job.
   *
   * @param doing what was tried, e.g. {@code setting up build pod}
   */
  default T orFail(String doing) throws FailureException {
    return switch (this) {
      case Done<T>(T value) -> value;
      case Refused<T>(ClusterError error) ->
          throw new FailureException(
              new Failure.ClusterRefused(doing, error.message(), error.advice()));
    };
  }

  /** The same answer with another value; a refusal stays as it is. */
  default <U> ClusterAnswer<U> map(Function<? super T, ? extends U> change) {
    return switch (this) {
      case Done<T>(T value) -> new Done<>(change.apply(value));
      case Refused<T>(ClusterError error) -> new Refused<>(error);
    };
  }
}
