package dev.slipway.app.cache;

import dev.slipway.domain.settings.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Azure's service signatures ("service SAS") of version 2020-12-06. Source: Azure Storage's REST.
 */
final class AzureSignature {
  private static final String VERSION = "2020-12-06";

  private final String account;
  private final SecretText key;

  AzureSignature(String account, SecretText key) {
    this.account = account;
    this.key = key;
  }

  /** The query that permits so much for one blob, over HTTPS only. */
  String ofBlob(String container, String blob, String permissions, Instant from, Instant until) {
    String start = from.truncatedTo(ChronoUnit.SECONDS).toString();
    String end = until.truncatedTo(ChronoUnit.SECONDS).toString();
    String toSign = toSign(container, blob, permissions, start, end, "https");
    Map<String, String> query = new LinkedHashMap<>();
    query.put("sv", VERSION);
    query.put("spr", "https");
    query.put("st", start);
    query.put("se", end);
    query.put("sr", "b");
    query.put("sp", permissions);
    query.put("sig", hmac(toSign));
    return UrlText.query(query);
  }

  /** The lines that are signed; empty texts are left out of the query. */
  String toSign(
      String container,
      String blob,
      String permissions,
      String start,
      String end,
      String protocol) {
    return String.join(
        "\n",
        permissions,
        start,
        end,
        "/blob/%s/%s/%s".formatted(account, container, blob),
        "", // identifier
        "", // addresses
        protocol,
        VERSION,
        "b", // resource: a blob
        "", // snapshot
        "", // encryption scope
        "", // cache control
        "", // content disposition
        "", // content encoding
        "", // content language
        ""); // content type
  }

  /** Base64 of the HMAC-SHA256 with the account's key. */
  String hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.value()), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256, and any key fits it", e);
    }
  }
}
