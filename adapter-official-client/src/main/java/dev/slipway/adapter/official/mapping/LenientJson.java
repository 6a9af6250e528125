package dev.slipway.adapter.official.mapping;

import io.kubernetes.client.openapi.JSON;
import java.time.OffsetDateTime;

/**
 * The model's JSON without its generated validators: those refuse every field that the client does
 * not know, so a newer API server could not be spoken to, and their message quotes the whole
 * object, Secrets included.
 */
public final class LenientJson {
  private LenientJson() {}

  /** Makes the library use it, for this process. */
  public static void install() {
    JSON.setGson(
        JSON.createGson()
            .registerTypeAdapter(OffsetDateTime.class, new JSON.OffsetDateTimeTypeAdapter())
            .registerTypeAdapter(byte[].class, new JSON.ByteArrayAdapter())
            .disableHtmlEscaping()
            .create());
  }
}
