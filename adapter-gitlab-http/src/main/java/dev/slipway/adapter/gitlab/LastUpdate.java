package dev.slipway.adapter.gitlab;

import dev.slipway.adapter.gitlab.CallResult.Answered;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The mark in {@code X-GitLab-Last-Update}: sent back with the next job request, it lets the server
 * wait with its answer until there is something new.
 */
final class LastUpdate {
  private final AtomicReference<@Nullable String> value = new AtomicReference<>();

  void keep(Answered answer) {
    answer
        .headers()
        .firstValue("X-GitLab-Last-Update")
        .filter(mark -> !mark.isEmpty())
        .ifPresent(value::set);
  }

  @Nullable String value() {
    return value.get();
  }
}
