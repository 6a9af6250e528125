package dev.slipway.adapter.gitlab.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A private key in one of the three usual encodings. The JDK reads PKCS#8 only, so the older RSA
 * (PKCS#1) and EC (SEC 1) encodings are wrapped into it.
 */
final class PrivateKeyFile {
  private static final byte[] RSA_ALGORITHM = {
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };
  private static final byte[] EC_PUBLIC_KEY_OID = {
    0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01
  };
  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final int PARAMETERS = 0xa0;

  private PrivateKeyFile() {}

  /**
   * The first key of a PEM text.
   *
   * @throws GeneralSecurityException with a text for people, where there is none that can be read
   */
  static PrivateKey read(String pem) throws GeneralSecurityException {
    for (Pem.Block block : Pem.blocks(pem)) {
      switch (block.label()) {
        case "PRIVATE KEY" -> {
          return fromPkcs8(block.bytes());
        }
        case "RSA PRIVATE KEY" -> {
          return fromPkcs8(wrapped(RSA_ALGORITHM, block.bytes()));
        }
        case "EC PRIVATE KEY" -> {
          byte[] algorithm = der(SEQUENCE, joined(EC_PUBLIC_KEY_OID, curve(block.bytes())));
          return fromPkcs8(wrapped(algorithm, block.bytes()));
        }
        case "ENCRYPTED PRIVATE KEY" ->
            throw new InvalidKeySpecException(
                "the key is protected by a password; store it without");
        default -> {
          continue; // parameters or certificates may stand before the key
        }
      }
    }
    throw new InvalidKeySpecException("no private key in it");
  }

  private static PrivateKey fromPkcs8(byte[] encoded) throws GeneralSecurityException {
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(encoded);
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      Optional<PrivateKey> key = key(algorithm, spec);
      if (key.isPresent()) {
        return key.get();
      }
    }
    throw new InvalidKeySpecException("the private key is neither RSA nor EC nor EdDSA");
  }

  private static Optional<PrivateKey> key(String algorithm, PKCS8EncodedKeySpec spec)
      throws GeneralSecurityException {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
    } catch (InvalidKeySpecException e) {
      return Optional.empty(); // of another algorithm
    }
  }

  private static byte[] wrapped(byte[] algorithm, byte[] key) {
    return der(SEQUENCE, joined(VERSION_0, algorithm, der(OCTET_STRING, key)));
  }

  /** The named curve in a SEC 1 key: SEQUENCE { INTEGER, OCTET STRING, [0] { OID }, ... }. */
  private static byte[] curve(byte[] key) throws InvalidKeySpecException {
    int at = contentOffset(key, 0);
    while (at + 1 < key.length) {
      int content = contentOffset(key, at);
      int end = content + contentLength(key, at);
      if ((key[at] & 0xff) == PARAMETERS && end <= key.length) {
        return Arrays.copyOfRange(key, content, end);
      }
      at = end;
    }
    throw new InvalidKeySpecException("the EC key does not name its curve");
  }

  private static int contentOffset(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
  }

  private static int contentLength(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7f); i++) {
      length = (length << 8) | (der[at + 2 + i] & 0xff);
    }
    return length;
  }

  private static byte[] der(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      int bytes = content.length < 0x100 ? 1 : content.length < 0x10000 ? 2 : 3;
      out.write(0x80 | bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        out.write(content.length >> (8 * i));
      }
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
