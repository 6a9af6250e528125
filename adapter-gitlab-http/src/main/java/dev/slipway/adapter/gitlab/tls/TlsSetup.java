package dev.slipway.adapter.gitlab.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS for one endpoint, read from its files once.
 *
 * @param context for the client
 * @param caPem the configured authorities as they were read
 */
public record TlsSetup(SSLContext context, Optional<String> caPem, X509ExtendedTrustManager trust) {

  /** Protocols a connection may use: TLS 1.2 or newer. */
  public static String[] protocols() {
    return new String[] {"TLSv1.3", "TLSv1.2"};
  }

  /**
   * Reads the files.
   *
   * @param environment where {@code SSL_CERT_FILE} may name the system's authorities
   * @throws TlsFileException where one cannot be used
   */
  public static TlsSetup read(
      Optional<Path> caFile,
      Optional<Path> certFile,
      Optional<Path> keyFile,
      Map<String, String> environment)
      throws TlsFileException {
    try {
      List<X509ExtendedTrustManager> own = new ArrayList<>();
      Optional<String> caPem = Optional.empty();
      if (caFile.isPresent()) {
        String pem = text("tls-ca-file", caFile.get());
        own.add(LayeredTrust.in(certificates("tls-ca-file", caFile.get(), pem)));
        caPem = Optional.of(pem);
      }
      LayeredTrust trust = new LayeredTrust(own, () -> system(environment));
      KeyManager[] keys = new KeyManager[0];
      if (certFile.isPresent() && keyFile.isPresent()) {
        keys = keys(certFile.get(), keyFile.get());
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, new TrustManager[] {trust}, null);
      return new TlsSetup(context, caPem, trust);
    } catch (GeneralSecurityException e) {
      throw new TlsFileException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  /**
   * The certificates that vouch for a server, for a job's own clients: the configured authorities;
   * else what the server showed, completed to the root that is trusted here.
   */
  public Optional<String> chainFor(SSLSession session) {
    if (caPem.isPresent()) {
      return caPem;
    }
    try {
      List<X509Certificate> chain = new ArrayList<>();
      for (Certificate certificate : session.getPeerCertificates()) {
        if (certificate instanceof X509Certificate x509) {
          chain.add(x509);
        }
      }
      if (chain.isEmpty()) {
        return Optional.empty();
      }
      X509Certificate last = chain.getLast();
      Arrays.stream(trust.getAcceptedIssuers())
          .filter(issuer -> isIssuedBy(last, issuer))
          .findFirst()
          .ifPresent(chain::add);
      return Optional.of(Pem.text(chain));
    } catch (SSLPeerUnverifiedException | CertificateException e) {
      return Optional.empty();
    }
  }

  private static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
    if (certificate.equals(issuer)
        || !certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static X509ExtendedTrustManager system(Map<String, String> environment)
      throws CertificateException {
    try {
      Optional<Path> bundle = SystemTrust.bundle(environment);
      return LayeredTrust.in(
          bundle.isPresent() ? Pem.certificates(Files.readString(bundle.get())) : null);
    } catch (GeneralSecurityException | IOException e) {
      throw new CertificateException(
          "the system's authorities cannot be read: " + e.getMessage(), e);
    }
  }

  private static KeyManager[] keys(Path certFile, Path keyFile)
      throws TlsFileException, GeneralSecurityException {
    List<X509Certificate> chain =
        certificates("tls-cert-file", certFile, text("tls-cert-file", certFile));
    PrivateKey key;
    try {
      key = PrivateKeyFile.read(text("tls-key-file", keyFile));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new TlsFileException(
          "tls-key-file %s cannot be used: %s. It must be a PEM private key."
              .formatted(
                  keyFile,
                  e instanceof GeneralSecurityException ? e.getMessage() : "it is damaged"));
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    char[] inMemory = new char[0];
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException("an empty key store cannot be made", e);
    }
    store.setKeyEntry("client", key, inMemory, chain.toArray(Certificate[]::new));
    factory.init(store, inMemory);
    return factory.getKeyManagers();
  }

  private static List<X509Certificate> certificates(String setting, Path file, String pem)
      throws TlsFileException {
    try {
      List<X509Certificate> certificates = Pem.certificates(pem);
      if (certificates.isEmpty()) {
        throw new TlsFileException(
            "%s %s holds no certificate. It must be PEM, with a line '-----BEGIN CERTIFICATE-----'."
                .formatted(setting, file));
      }
      return certificates;
    } catch (CertificateException | IllegalArgumentException e) {
      throw new TlsFileException(
          "%s %s holds a certificate that cannot be read: %s"
              .formatted(setting, file, e.getMessage()),
          e);
    }
  }

  private static String text(String setting, Path file) throws TlsFileException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new TlsFileException(
          "%s %s cannot be read: %s. Check that it exists and its permissions."
              .formatted(setting, file, e.getClass().getSimpleName()),
          e);
    }
  }
}
