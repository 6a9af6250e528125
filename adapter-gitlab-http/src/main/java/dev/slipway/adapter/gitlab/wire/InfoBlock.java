package dev.slipway.adapter.gitlab.wire;

import io.avaje.jsonb.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code info}: who asks. Features are all there, as true or false. */
@Json
public record InfoBlock(
    String name,
    String version,
    String revision,
    String platform,
    String architecture,
    String executor,
    String shell,
    Map<String, Boolean> features,
    Config config,
    @Nullable Map<String, String> labels) {

  /** {@code info.config}. */
  @Json
  public record Config(String gpus) {}
}
