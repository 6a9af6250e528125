package dev.slipway.app.flow;

import dev.slipway.domain.channel.ShellTools;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where the containers' answers to hellos are waited for, by the channel's word. */
final class AnswerBoard {
  private final Map<String, CompletableFuture<ShellTools>> answers = new ConcurrentHashMap<>();

  void answered(String word, ShellTools tools) {
    answer(word).complete(tools);
  }

  /** What the container has, or empty if it did not answer within {@code limit}. */
  Optional<ShellTools> await(String word, Duration limit) throws InterruptedException {
    try {
      return Optional.of(answer(word).get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer is never completed with a failure", e);
    }
  }

  private CompletableFuture<ShellTools> answer(String word) {
    return answers.computeIfAbsent(word, _ -> new CompletableFuture<>());
  }
}
