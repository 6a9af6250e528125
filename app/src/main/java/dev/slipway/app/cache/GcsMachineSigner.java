package dev.slipway.app.cache;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * The service account of the manager's pod or machine. Its key is Google's, and Google signs; the
 * account needs the role to sign for itself (Service Account Token Creator).
 */
final class GcsMachineSigner implements GcsSigner {
  private static final String DOING = "Google credentials of the machine";
  private static final Map<String, String> METADATA = Map.of("Metadata-Flavor", "Google");

  private final StoreHttp http;
  private final String metadata;
  private final String signing;

  /**
   * Nothing is sent yet.
   *
   * @param metadata address of the metadata service, without a path
   * @param signing address of the IAM credentials API, without a path
   */
  GcsMachineSigner(StoreHttp http, String metadata, String signing) {
    this.http = http;
    this.metadata = metadata;
    this.signing = signing;
  }

  @Override
  public String account() throws CacheTroubleException, InterruptedException {
    return machine("email").strip();
  }

  @Override
  public byte[] sign(String text) throws CacheTroubleException, InterruptedException {
    String token = JsonText.of("access_token", machine("token"), DOING);
    String payload = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    URI url =
        URI.create(
            "%s/v1/projects/-/serviceAccounts/%s:signBlob"
                .formatted(signing, UrlText.encoded(account())));
    String answer =
        http.fetch(
            "signing by Google",
            "POST",
            url,
            Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
            "{\"payload\":\"%s\"}".formatted(payload));
    try {
      return Base64.getDecoder().decode(JsonText.of("signedBlob", answer, DOING));
    } catch (IllegalArgumentException e) {
      throw new CacheTroubleException("signing by Google: the answer is no signature");
    }
  }

  private String machine(String what) throws CacheTroubleException, InterruptedException {
    URI url =
        URI.create(metadata + "/computeMetadata/v1/instance/service-accounts/default/" + what);
    return http.fetch(DOING, "GET", url, METADATA, "");
  }
}
