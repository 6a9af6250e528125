package dev.slipway.adapter.gitlab.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PrivateKeyFileTest {

  @Test
  @DisplayName("PKCS#8 keys of every usual kind are read")
  void readsPkcs8() throws GeneralSecurityException {
    for (String algorithm : new String[] {"RSA", "EC", "Ed25519"}) {
      KeyPair pair = pair(algorithm);
      String pem = "noise\n" + pem("PRIVATE KEY", pair.getPrivate().getEncoded());
      assertThat(PrivateKeyFile.read(pem).getEncoded()).isEqualTo(pair.getPrivate().getEncoded());
    }
  }

  @Test
  @DisplayName("the older RSA encoding is read")
  void readsPkcs1() throws GeneralSecurityException {
    KeyPair pair = pair("RSA");
    byte[] pkcs8 = pair.getPrivate().getEncoded();
    // SEQUENCE, version, algorithm and the header of the OCTET STRING are 26 bytes at this size
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
    assertThat(PrivateKeyFile.read(pem("RSA PRIVATE KEY", pkcs1))).isEqualTo(pair.getPrivate());
  }

  @Test
  @DisplayName("the older EC encoding is read, behind its parameters")
  void readsSec1() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    ECPrivateKey key = (ECPrivateKey) generator.generateKeyPair().getPrivate();
    String secret = HexFormat.of().toHexDigits(0L).repeat(4) + key.getS().toString(16);
    String curve = "06082a8648ce3d030107";
    byte[] sec1 =
        HexFormat.of()
            .parseHex("30310201010420" + secret.substring(secret.length() - 64) + "a00a" + curve);
    String pem = pem("EC PARAMETERS", HexFormat.of().parseHex(curve)) + pem("EC PRIVATE KEY", sec1);
    assertThat(((ECPrivateKey) PrivateKeyFile.read(pem)).getS()).isEqualTo(key.getS());
  }

  @Test
  @DisplayName("what cannot be read says why")
  void saysWhy() {
    assertThatThrownBy(() -> PrivateKeyFile.read("")).hasMessageContaining("no private key");
    assertThatThrownBy(() -> PrivateKeyFile.read(pem("ENCRYPTED PRIVATE KEY", new byte[] {1})))
        .hasMessageContaining("password");
    assertThatThrownBy(() -> PrivateKeyFile.read(pem("PRIVATE KEY", new byte[] {1, 2, 3})))
        .isInstanceOf(GeneralSecurityException.class);
  }

  private static KeyPair pair(String algorithm) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    if (algorithm.equals("RSA")) {
      generator.initialize(1024); // small, to be quick
    }
    return generator.generateKeyPair();
  }

  private static String pem(String label, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(bytes), label);
  }
}
