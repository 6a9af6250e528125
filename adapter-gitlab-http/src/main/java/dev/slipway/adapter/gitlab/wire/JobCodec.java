package dev.slipway.adapter.gitlab.wire;

import dev.slipway.domain.job.JobPayload;
import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Bodies to and from bytes. Safe for concurrent use. */
public final class JobCodec {
  private final JsonType<JobRequestBody> requests;
  private final JsonType<JobUpdateBody> updates;
  private final JsonType<JobMessage> jobs;
  private final JsonType<ErrorMessage> errors;

  public JobCodec() {
    Jsonb jsonb = Jsonb.builder().build();
    requests = jsonb.type(JobRequestBody.class);
    updates = jsonb.type(JobUpdateBody.class);
    jobs = jsonb.type(JobMessage.class);
    errors = jsonb.type(ErrorMessage.class);
  }

  public byte[] encode(JobRequestBody body) {
    return requests.toJsonBytes(body);
  }

  public byte[] encode(JobUpdateBody body) {
    return updates.toJsonBytes(body);
  }

  /**
   * The job in {@code body}; empty where it is no job. Says nothing about why: the parser's words
   * may quote the body, which is full of secrets.
   */
  public Optional<JobPayload> job(String body) {
    try {
      return Optional.of(new JobDecoding().job(jobs.fromJson(body)));
    } catch (JsonException | IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  /** What a refusal says: {@code tags: too many, name: too long}; empty where it says nothing. */
  public Optional<String> message(String body) {
    try {
      Object message = errors.fromJson(body).message();
      return switch (message) {
        case String text when !text.isBlank() -> Optional.of(text);
        case Map<?, ?> byKey ->
            Optional.of(
                    byKey.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + joined(entry.getValue()))
                        .sorted()
                        .collect(Collectors.joining(", ")))
                .filter(text -> !text.isEmpty());
        case null, default -> Optional.empty();
      };
    } catch (JsonException | IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static String joined(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining("; "))
        : String.valueOf(value);
  }
}
