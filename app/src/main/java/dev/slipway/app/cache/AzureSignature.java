package dev.slipway.app.cache;

import dev.slipway.domain.settings.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Azure's signatures for one blob ("service SAS", "user delegation SAS") of version 2020-12-06.
 * Source: Azure Storage's REST.
 */
final class AzureSignature {
  static final String VERSION = "2020-12-06";

  private final String account;
  private final SecretText key;
  private final List<String> signedBy;
  private final Map<String, String> shownBy;

  /** With the account's own key. */
  AzureSignature(String account, SecretText key) {
    this(account, key, List.of(""), Map.of());
  }

  private AzureSignature(
      String account, SecretText key, List<String> signedBy, Map<String, String> shownBy) {
    this.account = account;
    this.key = key;
    this.signedBy = signedBy;
    this.shownBy = shownBy;
  }

  /** With a key that Azure gave to an identity. */
  static AzureSignature of(String account, AzureDelegation delegation) {
    List<String> lines = new ArrayList<>(delegation.facts().values());
    lines.addAll(List.of("", "", "")); // users, permitted or not, and a correlation
    return new AzureSignature(account, delegation.key(), lines, delegation.facts());
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
    query.putAll(shownBy);
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
        String.join("\n", signedBy),
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

  /** Base64 of the HMAC-SHA256 with the key. */
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
