package dev.slipway.app.flow;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The making of one object under a name of the job's own, which may be tried more than once. A try
 * whose answer was lost may have been carried out: then the next one finds the name taken, or is
 * refused because the first has used up a quota, which the API server looks at before the name.
 *
 * @param <T> what the object's store answers
 */
final class OwnCreation<T> {
  private final String doing;
  private final String object;
  private final ClusterCall calls;
  private final Supplier<ClusterAnswer<T>> create;
  private final Supplier<ClusterAnswer<Optional<T>>> find;
  private boolean answerLost;

  /**
   * Nothing is tried yet.
   *
   * @param doing what is tried, for failures
   * @param object what it is and what it is called
   * @param create tries once
   * @param find looks for it among what is the job's
   */
  OwnCreation(
      String doing,
      String object,
      ClusterCall calls,
      Supplier<ClusterAnswer<T>> create,
      Supplier<ClusterAnswer<Optional<T>>> find) {
    this.doing = doing;
    this.object = object;
    this.calls = calls;
    this.create = create;
    this.find = find;
  }

  /** Tries once. */
  ClusterAnswer<T> once() {
    ClusterAnswer<T> answer = create.get();
    answerLost |= answer instanceof ClusterAnswer.Refused<T>(ClusterError.Unavailable _);
    return answer;
  }

  /**
   * What was made, by the last try or by an earlier one.
   *
   * @param last the answer of the last try
   * @throws FailureException that the name is taken by somebody else's, or that the last try was
   *     refused
   */
  T made(ClusterAnswer<T> last) throws FailureException, InterruptedException {
    if (last instanceof ClusterAnswer.Refused<T>(ClusterError error)) {
      if (error instanceof ClusterError.Conflict) {
        return calls.repeated(find).orFail(doing).orElseThrow(() -> OwnMark.taken(doing, object));
      }
      if (answerLost
          && !(error instanceof ClusterError.Unavailable)
          && calls.repeated(find) instanceof ClusterAnswer.Done<Optional<T>>(Optional<T> found)
          && found.isPresent()) {
        return found.get();
      }
    }
    return last.orFail(doing);
  }
}
