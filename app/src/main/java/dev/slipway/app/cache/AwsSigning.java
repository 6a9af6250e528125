package dev.slipway.app.cache;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** AWS Signature Version 4. */
final class AwsSigning {
  /** The longest that Amazon accepts. */
  private static final Duration VALIDITY_MAX = Duration.ofDays(7);

  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

  private AwsSigning() {}

  /** An address that is good for one method, these headers and so long. */
  static URI presigned(
      String method,
      URI url,
      Map<String, String> headers,
      AwsKey key,
      String region,
      Duration validity,
      Instant now) {
    Duration time = validity.compareTo(VALIDITY_MAX) > 0 ? VALIDITY_MAX : validity;
    return SIGNER
        .sign(
            request ->
                common(request, "s3", region, key, now)
                    .request(http(method, url, headers))
                    .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, time)
                    .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false))
        .request()
        .getUri();
  }

  /** The headers that sign one request; without the host, which every client sends. */
  static Map<String, String> headers(
      String method,
      URI url,
      Map<String, String> headers,
      String body,
      String service,
      String region,
      AwsKey key,
      Instant now) {
    SignedRequest signed =
        SIGNER.sign(
            request ->
                common(request, service, region, key, now)
                    .request(http(method, url, headers))
                    .payload(
                        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    signed.request().forEachHeader((name, values) -> all.put(name, values.getFirst()));
    all.remove("Host");
    all.remove("Content-Length");
    return all;
  }

  private static SignRequest.Builder<AwsCredentialsIdentity> common(
      SignRequest.Builder<AwsCredentialsIdentity> request,
      String service,
      String region,
      AwsKey key,
      Instant now) {
    boolean isS3 = service.equals("s3");
    return request
        .identity(identity(key))
        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, !isS3)
        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, !isS3)
        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static AwsCredentialsIdentity identity(AwsKey key) {
    return key.session()
        .<AwsCredentialsIdentity>map(
            session ->
                AwsSessionCredentialsIdentity.create(
                    key.id(), key.secret().value(), session.value()))
        .orElseGet(() -> AwsCredentialsIdentity.create(key.id(), key.secret().value()));
  }

  private static SdkHttpRequest http(String method, URI url, Map<String, String> headers) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(url);
    headers.forEach(request::putHeader);
    return request.build();
  }
}
