package dev.slipway.acceptance.coordinator.api;

import dev.slipway.acceptance.coordinator.wire.Changes;
import dev.slipway.acceptance.coordinator.wire.Refusal;
import dev.slipway.acceptance.coordinator.wire.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The runners the server knows, by authentication token. */
public final class Runners {
  private record Runner(long id, Optional<Instant> expires) {}

  private final Changes changes;
  private final Map<String, Runner> byToken = new LinkedHashMap<>();
  private final Set<String> removed = new HashSet<>();
  private Optional<Duration> lifetime = Optional.empty();
  private long lastId;

  public Runners(Changes changes) {
    this.changes = changes;
  }

  /** Makes a token valid and gives its runner's id; a token known already keeps its id. */
  public long add(String token) {
    return changes.change(
        () -> {
          removed.remove(token);
          return byToken.computeIfAbsent(token, unknown -> fresh(++lastId)).id();
        });
  }

  private Runner fresh(long id) {
    return new Runner(id, lifetime.map(Instant.now()::plus));
  }

  /** From now on the token is refused, and using it is no violation. */
  public void remove(String token) {
    changes.change(
        () -> {
          byToken.remove(token);
          removed.add(token);
        });
  }

  /** Tokens made from now on say that they expire after this time. They stay valid nevertheless. */
  public void tokenLifetime(Duration next) {
    changes.change(() -> lifetime = Optional.of(next));
  }

  /** The valid tokens, oldest first. */
  public Set<String> tokens() {
    return changes.read(() -> Set.copyOf(byToken.keySet()));
  }

  /** A new runner's token, of the kind that registration gives. */
  String create() {
    String token = "glrtr-" + randomText();
    add(token);
    return token;
  }

  /** Replaces a valid token; the old one is refused from now on. */
  String renew(String oldToken) {
    return changes.change(
        () -> {
          String token = "glrt-" + randomText();
          long id = add(oldToken);
          remove(oldToken);
          byToken.put(token, fresh(id));
          return token;
        });
  }

  private static String randomText() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 20);
  }

  Optional<Instant> expiry(String token) {
    return changes.read(() -> Optional.ofNullable(byToken.get(token)).flatMap(Runner::expires));
  }

  Optional<String> tokenOf(long id) {
    return changes.read(
        () ->
            byToken.entrySet().stream()
                .filter(entry -> entry.getValue().id() == id)
                .map(Map.Entry::getKey)
                .findFirst());
  }

  /**
   * @throws Refusal 403 where the token is not valid
   */
  void require(String token) throws Refusal {
    if (changes.read(() -> byToken.containsKey(token))) {
      return;
    }
    if (changes.read(() -> removed.contains(token))) {
      throw Refusal.expected(403, "Forbidden");
    }
    throw Refusal.violation(403, Violation.Kind.TOKEN, "Forbidden - unknown runner token");
  }
}
