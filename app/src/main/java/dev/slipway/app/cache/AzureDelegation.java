package dev.slipway.app.cache;

import dev.slipway.domain.settings.SecretText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A key that Azure gave to an identity for some days ("user delegation key"). Source: Azure
 * Storage's REST.
 *
 * @param facts what a signature tells of the key: by the names of the query, in the order in which
 *     they are signed
 */
record AzureDelegation(SecretText key, Instant expires, Map<String, String> facts) {
  private static final List<String> ELEMENTS =
      List.of(
          "SignedOid",
          "SignedTid",
          "SignedStart",
          "SignedExpiry",
          "SignedService",
          "SignedVersion");
  private static final List<String> NAMES = List.of("skoid", "sktid", "skt", "ske", "sks", "skv");

  /**
   * Reads Azure's answer.
   *
   * @param doing begins the message where it holds no such key
   */
  static AzureDelegation of(String xml, String doing) throws CacheTroubleException {
    Map<String, String> facts = new LinkedHashMap<>();
    for (int i = 0; i < ELEMENTS.size(); i++) {
      facts.put(NAMES.get(i), element(ELEMENTS.get(i), xml, doing));
    }
    Optional<Instant> expires = AwsLogin.instant(element("SignedExpiry", xml, doing));
    return new AzureDelegation(
        new SecretText(element("Value", xml, doing)), expires.orElse(Instant.EPOCH), facts);
  }

  private static String element(String name, String xml, String doing)
      throws CacheTroubleException {
    return XmlText.of(name, xml)
        .orElseThrow(() -> new CacheTroubleException(doing + ": the answer holds no " + name));
  }
}
