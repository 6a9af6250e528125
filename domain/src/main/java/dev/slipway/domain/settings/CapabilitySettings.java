package dev.slipway.domain.settings;

import java.util.List;

/** Linux capabilities of every container, without {@code CAP_}, as written. */
public record CapabilitySettings(List<String> add, List<String> drop) {
  /** Nothing beyond the defaults. */
  public static final CapabilitySettings NONE = new CapabilitySettings(List.of(), List.of());

  public CapabilitySettings {
    add = List.copyOf(add);
    drop = List.copyOf(drop);
  }
}
