package dev.slipway.acceptance.coordinator.api;

import dev.slipway.acceptance.coordinator.wire.Changes;
import dev.slipway.acceptance.coordinator.wire.Refusal;
import dev.slipway.acceptance.coordinator.wire.Violation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The runners the server knows, by authentication token. */
public final class Runners {
  private final Changes changes;
  private final Map<String, Long> idByToken = new LinkedHashMap<>();
  private final Set<String> removed = new HashSet<>();
  private long lastId;

  public Runners(Changes changes) {
    this.changes = changes;
  }

  /** Makes a token valid and gives its runner's id; a token known already keeps its id. */
  public long add(String token) {
    return changes.change(
        () -> {
          removed.remove(token);
          return idByToken.computeIfAbsent(token, unknown -> ++lastId);
        });
  }

  /** From now on the token is refused, and using it is no violation. */
  public void remove(String token) {
    changes.change(
        () -> {
          idByToken.remove(token);
          removed.add(token);
        });
  }

  /**
   * The id of the token's runner.
   *
   * @throws Refusal 403 where the token is not valid
   */
  long require(String token) throws Refusal {
    Long id = changes.read(() -> idByToken.get(token));
    if (id != null) {
      return id;
    }
    if (changes.read(() -> removed.contains(token))) {
      throw Refusal.expected(403, "Forbidden");
    }
    throw Refusal.violation(403, Violation.Kind.TOKEN, "Forbidden - unknown runner token");
  }
}
