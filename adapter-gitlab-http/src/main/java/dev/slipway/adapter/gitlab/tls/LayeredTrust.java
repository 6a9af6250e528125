package dev.slipway.adapter.gitlab.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts what the configured authorities vouch for, or the system's. The system's file is long and
 * is read only when it is needed. Host names are checked by the layers, as the engine asks.
 */
final class LayeredTrust extends X509ExtendedTrustManager {

  /** The system's authorities, read when first asked for. */
  @FunctionalInterface
  interface Source {
    X509ExtendedTrustManager read() throws CertificateException;
  }

  private final List<X509ExtendedTrustManager> own;
  private final Source system;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable X509ExtendedTrustManager systemRead;

  LayeredTrust(List<X509ExtendedTrustManager> own, Source system) {
    this.own = List.copyOf(own);
    this.system = system;
  }

  /** Trust in these authorities, or in the JDK's where {@code null}. */
  static X509ExtendedTrustManager in(@Nullable List<X509Certificate> authorities)
      throws GeneralSecurityException {
    KeyStore store = null;
    if (authorities != null) {
      store = KeyStore.getInstance(KeyStore.getDefaultType());
      try {
        store.load(null, null);
      } catch (IOException e) {
        throw new GeneralSecurityException("an empty key store cannot be made", e);
      }
      for (int i = 0; i < authorities.size(); i++) {
        store.setCertificateEntry("authority-" + i, authorities.get(i));
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new GeneralSecurityException("the JDK has no X.509 trust manager");
  }

  private interface Check {
    void by(X509ExtendedTrustManager layer) throws CertificateException;
  }

  private void check(Check check) throws CertificateException {
    for (X509ExtendedTrustManager layer : own) {
      if (passes(check, layer)) {
        return;
      }
    }
    check.by(system());
  }

  private static boolean passes(Check check, X509ExtendedTrustManager layer) {
    try {
      check.by(layer);
      return true;
    } catch (CertificateException e) {
      return false; // the next layer may know it
    }
  }

  private X509ExtendedTrustManager system() throws CertificateException {
    lock.lock();
    try {
      X509ExtendedTrustManager known = systemRead;
      if (known == null) {
        known = system.read();
        systemRead = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(layer -> layer.checkServerTrusted(chain, authType, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(layer -> layer.checkServerTrusted(chain, authType, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(layer -> layer.checkServerTrusted(chain, authType));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("clients are not served here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("clients are not served here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("clients are not served here");
  }

  /** Those read so far. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    lock.lock();
    try {
      return Stream.concat(own.stream(), Stream.ofNullable(systemRead))
          .flatMap(layer -> Stream.of(layer.getAcceptedIssuers()))
          .toArray(X509Certificate[]::new);
    } finally {
      lock.unlock();
    }
  }
}
