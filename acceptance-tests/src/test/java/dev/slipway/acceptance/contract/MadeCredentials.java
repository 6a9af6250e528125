package dev.slipway.acceptance.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/**
 * Credentials as the cluster itself signs them, for any time, made with the local cluster's keys.
 */
final class MadeCredentials {
  private final Path keys;
  private final Path folder;

  /**
   * With the keys beside a kubeconfig.
   *
   * @param folder where to put files
   */
  MadeCredentials(Path kubeconfig, Path folder) {
    this.keys = kubeconfig.resolveSibling("pki");
    this.folder = folder;
  }

  /** A client certificate of an administrator, and its key in the file beside it. */
  Path certificate(boolean expired) throws IOException, InterruptedException {
    Path certificate = folder.resolve(expired ? "expired.crt" : "valid.crt");
    Path key = keyOf(certificate);
    Path request = folder.resolve("request.csr");
    openssl(
        "req -newkey rsa:2048 -nodes -subj /O=system:masters/CN=late -keyout %s -out %s"
            .formatted(key, request));
    openssl(
        "x509 -req -in %s -CA %s -CAkey %s -set_serial 77 -days %d -out %s"
            .formatted(
                request,
                keys.resolve("ca.crt"),
                keys.resolve("ca.key"),
                expired ? -1 : 1,
                certificate));
    return certificate;
  }

  static Path keyOf(Path certificate) {
    return certificate.resolveSibling(certificate.getFileName() + ".key");
  }

  /** The certificate of an authority that the cluster does not know. */
  Path ownAuthority() throws IOException, InterruptedException {
    Path certificate = folder.resolve("own-authority.crt");
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -subj /CN=own -keyout %s -out %s"
            .formatted(keyOf(certificate), certificate));
    return certificate;
  }

  /** A token's claims, signed anew and with another end. */
  String token(String token, Instant end) throws IOException, GeneralSecurityException {
    String[] parts = token.split("\\.");
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String later = claims.replaceFirst("\"exp\":[0-9]+", "\"exp\":" + end.getEpochSecond());
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    String signed = parts[0] + "." + encoder.encodeToString(later.getBytes(StandardCharsets.UTF_8));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(privateKey(keys.resolve("sa.key")));
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + encoder.encodeToString(signature.sign());
  }

  private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    String body = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
  }

  private void openssl(String arguments) throws IOException, InterruptedException {
    Path log = folder.resolve("openssl.log");
    Process process =
        new ProcessBuilder(("openssl " + arguments).split(" "))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new AssertionError(Files.readString(log));
    }
  }
}
