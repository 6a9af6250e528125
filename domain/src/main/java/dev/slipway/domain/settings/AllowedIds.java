package dev.slipway.domain.settings;

import java.util.List;

/**
 * User and group ids that a job may choose; an empty list allows every id but 0.
 *
 * @param users {@code allowed_users}
 * @param groups {@code allowed_groups}
 */
public record AllowedIds(List<Long> users, List<Long> groups) {
  /** Every id but 0. */
  public static final AllowedIds ANY = new AllowedIds(List.of(), List.of());

  public AllowedIds {
    users = List.copyOf(users);
    groups = List.copyOf(groups);
  }
}
