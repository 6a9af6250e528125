package dev.slipway.ports.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;

/** Looks into answers. */
public final class Answers {
  private Answers() {}

  /** The value of an answer that must be one. */
  public static <T> T done(ClusterAnswer<T> answer) {
    return switch (answer) {
      case ClusterAnswer.Done<T>(T value) -> value;
      case ClusterAnswer.Refused<T>(ClusterError error) ->
          throw new AssertionError("refused: " + error);
    };
  }

  /** The refusal of the wanted kind, with a message that is not empty. */
  public static <E extends ClusterError> E refused(ClusterAnswer<?> answer, Class<E> kind) {
    assertThat(answer).isInstanceOf(ClusterAnswer.Refused.class);
    ClusterError error = ((ClusterAnswer.Refused<?>) answer).error();
    assertThat(error).isInstanceOf(kind);
    assertThat(error.message()).isNotBlank();
    return kind.cast(error);
  }
}
