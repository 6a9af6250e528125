package dev.slipway.domain.pod;

import java.util.Optional;

/**
 * As whom processes run.
 *
 * @param user numeric; empty for the image's
 * @param group numeric; empty for the image's
 * @param nonRoot whether user 0 is refused; empty for no word on it
 */
public record RunAs(Optional<Long> user, Optional<Long> group, Optional<Boolean> nonRoot) {
  /** As the image says. */
  public static final RunAs IMAGE = new RunAs(Optional.empty(), Optional.empty(), Optional.empty());
}
