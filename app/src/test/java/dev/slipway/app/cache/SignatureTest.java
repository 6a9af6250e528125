package dev.slipway.app.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.settings.SecretText;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Signatures against published ones. */
class SignatureTest {
  @Test
  @DisplayName("S3: the example of Amazon's own page on signing in a query")
  void amazon() {
    URI url =
        AwsSigning.presigned(
            "GET",
            URI.create("https://examplebucket.s3.amazonaws.com/test.txt"),
            Map.of(),
            new AwsKey(
                "AKIAIOSFODNN7EXAMPLE",
                new SecretText("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
                Optional.empty(),
                Optional.empty()),
            "us-east-1",
            Duration.ofDays(1),
            Instant.parse("2013-05-24T00:00:00Z"));
    assertThat(url.toString())
        .contains("X-Amz-Algorithm=AWS4-HMAC-SHA256")
        .contains(
            "X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request")
        .contains("X-Amz-Expires=86400")
        .contains("X-Amz-SignedHeaders=host")
        .contains(
            "X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
  }

  /** The public half of the key that Google's published examples are signed with. */
  private static PublicKey google() throws GeneralSecurityException {
    String modulus =
        """
        ac3f3322ac8a2db5f436af28d098f5a871211e1a8edfed0e3fb4c4171e55c5ce\
        8f77006814dadf9c9448fd2f99683612d5abebe4faa9a7c83cf9434e32f23556\
        c8c633cc634dac6456ff2698aa7aa52990b2d4eddb9a736357b1036c2fe31356\
        4b058d14dc76921df9fa4bd343f0c5dd803d3fba54535b0ababd4f3fc3a8b9b5\
        8b14ee7d8b2e54139757d0eff7a63bd9d87021497b31d955ad0799e5ac747c16\
        b28934b24c10610348ccfdc917d0694798094f680d81ee8aa290deb0978ba0bc\
        da5fb7149c39fe0809e72ee2c3c304ac2152b257184116c1573e9960a5a411c2\
        61b3c046dffd7a6df6aa36eb0d943209f7d23b0e68a9527805fc712e95885fad""";
    return KeyFactory.getInstance("RSA")
        .generatePublic(
            new RSAPublicKeySpec(new BigInteger(modulus, 16), BigInteger.valueOf(65537)));
  }

  private static boolean isSigned(PublicKey key, String text, byte[] bytes)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(key);
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    return signature.verify(bytes);
  }

  private static GcsSigning examples(String at) {
    return new GcsSigning(
        "storage.googleapis.com",
        "test-bucket",
        "test-iam-credentials@dummy-project-id.iam.gserviceaccount.com",
        Instant.parse(at));
  }

  @Test
  @DisplayName("GCS: what Google's published examples are signatures of")
  void googleExamples() throws GeneralSecurityException {
    var simplePut =
        examples("2019-02-01T09:00:00Z").of("PUT", "test-object", Map.of(), seconds(10));
    assertThat(
            isSigned(
                google(),
                simplePut.text(),
                HexFormat.of()
                    .parseHex(
                        """
                        8adff1d4285739e31aa68e73767a46bc5511fde377497dbe08481bf5ceb34e29\
                        cc9a59921748d8ec3dd4085b7e9b7772a952afedfcdaecb3ae8352275b8b7c86\
                        7f204e3db85076220a3127a8a9589302fc1181eae13b9b7fe41109ec8cdc93c1\
                        e8bac2d7a0cc32a109ca02d06957211326563ab3d3e678a0ba296e298b5fc5e1\
                        4593c99d444c94724cc4be97015dbff1dca377b508fa0cb7169195de98d0e4ac\
                        96c42b918d28c8d92d33e1bd125ce0fb3cd7ad2c45dae65c22628378f6584971\
                        b8bf3945b26f2611eb651e9b6a8648970c1ecf386bb71327b082e7296c4e1ee2\
                        fc0bdd8983da80af375c817fb1ad491d0bc22c0f51dba0d66e2cffbc90803e47""")))
        .isTrue();
    var withHeaders =
        examples("2019-02-01T09:00:00Z")
            .of(
                "GET",
                "test-object",
                Map.of(
                    "X-Goog-Encryption-Algorithm", "AES256",
                    "X-Goog-Encryption-Key", "key",
                    "X-Goog-Encryption-Key-Sha256", "key-hash"),
                seconds(10));
    assertThat(
            isSigned(
                google(),
                withHeaders.text(),
                HexFormat.of()
                    .parseHex(
                        """
                        278a1c5a3bad248637054a047014760353942433955871031ed08f515b545886\
                        54ad033e91f046ab202b68673030e117d1b786c325e870238b035ba75b3feed5\
                        60a17aff9bab6bddebd4a31a52cb68b214e27d3b0bd886502c6b36b164306fe8\
                        8b5a07c6063592afe746b2a5d205dbe90dd5386b94f0a78f75d9f53ee884e18f\
                        476e8fc2eb1dd910ce0b4ae1f5d7b09876ef9bf983f539c028429e14bad3c75d\
                        bd4ed1ae37856f6d6f8a1805eaf8b52a0d6fc993902e4c1ee8de477661f7b67c\
                        3663000474cb00e178189789b2a3ed6bd21b4ade684fca8108ac4dd106acb17f\
                        5954d045775f7aa5a98ebda5d3075e11a8ea49c64c6ad1481e463e8c9f11f704""")))
        .isTrue();
  }

  @Test
  @DisplayName("GCS: the text of Google's examples with other times and with slashes in the name")
  void googleTexts() {
    assertThat(
            examples("2019-03-01T09:00:00Z").of("GET", "test-object", Map.of(), seconds(20)).text())
        .isEqualTo(
            """
            GOOG4-RSA-SHA256
            20190301T090000Z
            20190301/auto/storage/goog4_request
            779f19fdb6fd381390e2d5af04947cf21750277ee3c20e0c97b7e46a1dff8907""");
    var slashes =
        examples("2019-02-01T09:00:00Z")
            .of("GET", "path/with/slashes/under_score/amper&sand/file.ext", Map.of(), seconds(10));
    assertThat(slashes.url())
        .startsWith(
            "https://storage.googleapis.com/test-bucket/path/with/slashes/under_score/amper%26sand/file.ext?X-Goog-Algorithm=");
  }

  @Test
  @DisplayName("GCS: a key signs so that its public half verifies it")
  void ownKey() throws GeneralSecurityException, CacheTroubleException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    String pem =
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(
                Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(pair.getPrivate().getEncoded()));
    GcsSigner.OwnKey key = GcsSigner.OwnKey.of("a@example.com", pem);
    assertThat(isSigned(pair.getPublic(), "text", key.sign("text"))).isTrue();
    assertThat(isSigned(pair.getPublic(), "other", key.sign("text"))).isFalse();
  }

  @Test
  @DisplayName("Azure: the signature that another library's tests have for the same blob")
  void azure() {
    AzureSignature signature =
        new AzureSignature(
            "account",
            new SecretText(
                Base64.getEncoder().encodeToString("key".getBytes(StandardCharsets.UTF_8))));
    assertThat(
            signature.hmac(
                signature.toSign(
                    "container", "path/to/blob.txt", "r", "", "2022-03-01T08:17:34Z", "")))
        .isEqualTo("CP9a2LIrR9zeG4I4jZjqPetJSXWJ77QeUA7c3GMypyM=");
    assertThat(
            signature.ofBlob(
                "container",
                "path/to/blob.txt",
                "r",
                Instant.parse("2022-03-01T07:12:34.5Z"),
                Instant.parse("2022-03-01T08:17:34Z")))
        .startsWith(
            "sv=2020-12-06&spr=https&st=2022-03-01T07%3A12%3A34Z&se=2022-03-01T08%3A17%3A34Z&sr=b&sp=r&sig=");
  }

  @Test
  @DisplayName("Azure: the lines that another library's tests sign with a key of an identity")
  void azureDelegation() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("skoid", "11111111-1111-1111-1111-111111111111");
    for (String name : List.of("sktid", "skt", "ske", "sks", "skv")) {
      facts.put(name, "");
    }
    AzureSignature signature =
        AzureSignature.of(
            "account",
            new AzureDelegation(
                new SecretText("3hd4LRwrARVGbeMRQRfTLIsGMkCPuZJnvxZDU7Gak8c="),
                Instant.EPOCH,
                facts));
    assertThat(signature.toSign("containerName", "blobName", "r", "", "2017-01-01T00:00:00Z", ""))
        .isEqualTo(
            String.join(
                    "\n",
                    List.of(
                        "r", "", "2017-01-01T00:00:00Z", "/blob/account/containerName/blobName"))
                + "\n11111111-1111-1111-1111-111111111111"
                + "\n".repeat(11)
                + "2020-12-06\nb"
                + "\n".repeat(7));
    facts.put("skoid", "o");
    facts.put("skv", "v");
    assertThat(
            AzureSignature.of(
                    "account", new AzureDelegation(new SecretText("a2V5"), Instant.EPOCH, facts))
                .ofBlob("c", "b", "r", Instant.EPOCH, Instant.EPOCH))
        .contains("&sp=r&skoid=o&sktid=&skt=&ske=&sks=&skv=v&sig=");
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
