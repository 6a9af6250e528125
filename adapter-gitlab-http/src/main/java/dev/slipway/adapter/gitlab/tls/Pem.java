package dev.slipway.adapter.gitlab.tls;

import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Textual encoding of certificates and keys (RFC 7468). */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  private Pem() {}

  /** One block. */
  record Block(String label, String base64) {
    byte[] bytes() {
      return Base64.getDecoder().decode(base64);
    }
  }

  /**
   * The blocks of a text, whatever stands between them. A block that is no Base64 throws when its
   * bytes are asked for.
   */
  static List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), matcher.group(2).replaceAll("\\s", "")));
    }
    return blocks;
  }

  /** The certificates of a text. */
  static List<X509Certificate> certificates(String text) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> certificates = new ArrayList<>();
    for (Block block : blocks(text)) {
      if (block.label().endsWith("CERTIFICATE")) {
        Certificate one = factory.generateCertificate(new ByteArrayInputStream(block.bytes()));
        certificates.add((X509Certificate) one);
      }
    }
    return certificates;
  }

  /** The text of certificates, each once. */
  static String text(Collection<X509Certificate> certificates) throws CertificateEncodingException {
    StringBuilder text = new StringBuilder();
    Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
    for (X509Certificate certificate : certificates.stream().distinct().toList()) {
      text.append("-----BEGIN CERTIFICATE-----\n")
          .append(encoder.encodeToString(certificate.getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    return text.toString();
  }
}
