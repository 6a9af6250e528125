package dev.slipway.adapter.gitlab.wire;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/** The body of a refusal; {@code message} is a text, or an object of arrays of texts. */
@Json
public record ErrorMessage(@Nullable Object message) {}
