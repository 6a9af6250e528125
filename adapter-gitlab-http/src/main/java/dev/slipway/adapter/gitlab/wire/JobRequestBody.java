package dev.slipway.adapter.gitlab.wire;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST jobs/request}. */
@Json(naming = Json.Naming.LowerUnderscore)
public record JobRequestBody(
    InfoBlock info, String token, @Nullable String systemId, @Nullable String lastUpdate) {}
