package dev.slipway.app.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The managed identity of the manager's own pod (AKS workload identity) or machine, and the key
 * that a storage account gives it. The key is kept as long as it is good for what is asked.
 */
final class AzureLogin {
  private static final String DOING = "Azure's managed identity";
  private static final String MACHINE = "http://169.254.169.254";
  private static final String DIRECTORY = "https://login.microsoftonline.com";
  private static final String RESOURCE = "https://storage.azure.com/";

  /** A key lives for at most seven days. */
  private static final Duration KEY_TIME = Duration.ofDays(6);

  private static final Duration KEY_TIME_LEAST = Duration.ofDays(5);

  private final StoreHttp http;
  private final LoginEnvironment environment;
  private final InstantSource clock;
  private final String storage;
  private Optional<AzureDelegation> kept = Optional.empty();

  /**
   * Nothing is sent yet.
   *
   * @param storage address of the account's blobs, without a path
   */
  AzureLogin(StoreHttp http, Map<String, String> environment, InstantSource clock, String storage) {
    this.http = http;
    this.environment = new LoginEnvironment(DOING, environment);
    this.clock = clock;
    this.storage = storage;
  }

  /** A key that is good for so long, or for five days where that is less. */
  synchronized AzureDelegation key(Duration validity)
      throws CacheTroubleException, InterruptedException {
    Duration least = validity.compareTo(KEY_TIME_LEAST) < 0 ? validity : KEY_TIME_LEAST;
    Instant until = clock.instant().plus(least);
    if (kept.isEmpty() || kept.get().expires().isBefore(until)) {
      kept = Optional.of(fresh());
    }
    return kept.get();
  }

  private AzureDelegation fresh() throws CacheTroubleException, InterruptedException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String answer =
        http.fetch(
            DOING,
            "POST",
            environment.uri(storage + "/?restype=service&comp=userdelegationkey"),
            Map.of("Authorization", "Bearer " + token(), "x-ms-version", AzureSignature.VERSION),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><KeyInfo><Start>%s</Start><Expiry>%s</Expiry></KeyInfo>"
                .formatted(now, now.plus(KEY_TIME)));
    return AzureDelegation.of(answer, DOING);
  }

  private String token() throws CacheTroubleException, InterruptedException {
    Optional<String> file = environment.set("AZURE_FEDERATED_TOKEN_FILE");
    Optional<String> client = environment.set("AZURE_CLIENT_ID");
    Optional<String> tenant = environment.set("AZURE_TENANT_ID");
    String answer =
        file.isPresent() && client.isPresent() && tenant.isPresent()
            ? ofPod(environment.read(file.get()), client.get(), tenant.get())
            : ofMachine(client);
    return JsonText.of("access_token", answer, DOING);
  }

  private String ofPod(String assertion, String client, String tenant)
      throws CacheTroubleException, InterruptedException {
    String directory =
        environment.set("AZURE_AUTHORITY_HOST").orElse(DIRECTORY).replaceFirst("/+$", "");
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", client);
    form.put("scope", RESOURCE + ".default");
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_assertion", assertion);
    return http.fetch(
        DOING,
        "POST",
        environment.uri(directory + "/" + UrlText.encoded(tenant) + "/oauth2/v2.0/token"),
        Map.of("Content-Type", "application/x-www-form-urlencoded"),
        UrlText.query(form));
  }

  private String ofMachine(Optional<String> client)
      throws CacheTroubleException, InterruptedException {
    String base =
        environment
            .set("AZURE_POD_IDENTITY_AUTHORITY_HOST")
            .orElse(MACHINE)
            .replaceFirst("/+$", "");
    Map<String, String> query = new LinkedHashMap<>();
    query.put("api-version", "2018-02-01");
    query.put("resource", RESOURCE);
    client.ifPresent(id -> query.put("client_id", id));
    return http.fetch(
        DOING,
        "GET",
        environment.uri(base + "/metadata/identity/oauth2/token?" + UrlText.query(query)),
        Map.of("Metadata", "true"),
        "");
  }
}
