package dev.slipway.domain.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.job.JobPayload.RegistryCredential;
import dev.slipway.domain.variable.Variable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullSecretPartTest {
  private static final RegistryCredential OF_THE_JOB =
      new RegistryCredential("registry.example.com", "job", "token");

  private static PullSecretPart part(String authConfig, RegistryCredential... ofTheJob) {
    return PullSecretPart.of(
        Optional.of(Variable.internal("DOCKER_AUTH_CONFIG", authConfig)), List.of(ofTheJob));
  }

  private static String basic(String user, String password) {
    return Base64.getEncoder()
        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("credentials of the job: one key for the registry, no auths around it")
  void ofTheJob() {
    assertThat(PullSecretPart.of(Optional.empty(), List.of(OF_THE_JOB)).content())
        .contains(
            "{\"registry.example.com\":{\"username\":\"job\",\"password\":\"token\",\"serveraddress\":\"registry.example.com\"}}");
    assertThat(PullSecretPart.of(Optional.empty(), List.of()).content()).isEmpty();
  }

  @Test
  @DisplayName("the variable wins for its registries, however they are spelled; auth is decoded")
  void variable() {
    String config =
        "{\"auths\":{\"https://Registry.example.com/v2/\":{\"auth\":\"%s\"},\"other\":{\"username\":\"u\",\"password\":\"p\"},\"id\":{\"identitytoken\":\"i\"}},\"HttpHeaders\":{}}"
            .formatted(basic("me", "p:w"));
    PullSecretPart part = part(config, OF_THE_JOB, new RegistryCredential("third", "a", "b"));
    assertThat(part.warnings()).isEmpty();
    assertThat(part.content())
        .contains(
            "{\"https://Registry.example.com/v2/\":{\"username\":\"me\",\"password\":\"p:w\",\"serveraddress\":\"https://Registry.example.com/v2/\"},"
                + "\"other\":{\"username\":\"u\",\"password\":\"p\",\"serveraddress\":\"other\"},"
                + "\"id\":{\"identitytoken\":\"i\",\"serveraddress\":\"id\"},"
                + "\"third\":{\"username\":\"a\",\"password\":\"b\",\"serveraddress\":\"third\"}}");
  }

  @Test
  @DisplayName("the older form, without auths, is understood; Docker's registry has two names")
  void older() {
    assertThat(
            part(
                    "{\"https://index.docker.io/v1/\":{\"auth\":\"%s\"}}"
                        .formatted(basic("a", "b")),
                    new RegistryCredential("docker.io", "x", "y"))
                .content()
                .orElse(""))
        .contains("\"username\":\"a\"")
        .doesNotContain("\"x\"");
  }

  @ParameterizedTest
  @DisplayName("what cannot be used is a warning that holds nothing of it; the job's own remain")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          s3cret                                 | it is no JSON object
          ["s3cret"]                             | it is no JSON object
          {"auths":"s3cret"}                     | auths is no object
          {"credsStore":"s3cret"}                | credsStore names a program
          {"credHelpers":{"x":"s3cret"}}         | credHelpers names a program
          """)
  void unusable(String config, String why) {
    PullSecretPart part = part(config, OF_THE_JOB);
    assertThat(part.warnings())
        .singleElement()
        .asString()
        .startsWith("Failed to resolve credentials from DOCKER_AUTH_CONFIG: " + why)
        .doesNotContain("s3cret");
    assertThat(part.content().orElse("")).contains("\"username\":\"job\"").doesNotContain("s3cret");
  }
}
