package dev.slipway.app.cache;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Signs in the name of a service account. */
interface GcsSigner {
  /** The service account's mail address. */
  String account() throws CacheTroubleException, InterruptedException;

  /** RSA over SHA-256 of the text. */
  byte[] sign(String text) throws CacheTroubleException, InterruptedException;

  /** Has the account's key. */
  record OwnKey(String account, PrivateKey key) implements GcsSigner {
    /**
     * Reads a PEM.
     *
     * @throws CacheTroubleException without the key's text
     */
    static OwnKey of(String account, String pem) throws CacheTroubleException {
      String body =
          pem.replace("\\n", "\n")
              .replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "")
              .replaceAll("\\s", "");
      try {
        byte[] der = Base64.getDecoder().decode(body);
        return new OwnKey(
            account, KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)));
      } catch (IllegalArgumentException | GeneralSecurityException e) {
        throw new CacheTroubleException(
            "the private key of the Google service account is no PEM of PKCS #8, which begins with BEGIN PRIVATE KEY");
      }
    }

    @Override
    public byte[] sign(String text) {
      try {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return signature.sign();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK signs with RSA, and the key was read", e);
      }
    }

    /** Without the key. */
    @Override
    public String toString() {
      return "OwnKey[" + account + "]";
    }
  }
}
