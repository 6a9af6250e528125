package dev.slipway.ports.gitlab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Throw-away keys and certificates, made with the JDK's keytool. */
public final class KeyShop {
  private static final String PASSWORD = "changeit";
  private final Path folder;
  private final Path file;

  /** Puts its files into a folder. */
  public KeyShop(Path folder) {
    this.folder = folder;
    file = folder.resolve("all.p12");
  }

  /** A key with a certificate that signs itself, or that {@code -signer} of {@code more} signs. */
  public KeyShop key(String alias, String... more) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", "CN=" + alias));
    command.addAll(List.of("-validity", "2"));
    if (!List.of(more).contains("-keyalg")) {
      command.addAll(List.of("-keyalg", "EC"));
    }
    command.addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(more));
    Path log = folder.resolve("keytool.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != 0) {
      throw new AssertionError(Files.readString(log));
    }
    return this;
  }

  /** The certificate as PEM, in a new file. */
  public Path certificateFile(String alias, String name)
      throws IOException, GeneralSecurityException {
    return pem(name, "CERTIFICATE", load().getCertificate(alias).getEncoded());
  }

  /** The key as PEM (PKCS#8), in a new file. */
  public Path keyFile(String alias, String name) throws IOException, GeneralSecurityException {
    byte[] key = load().getKey(alias, PASSWORD.toCharArray()).getEncoded();
    return pem(name, "PRIVATE KEY", key);
  }

  private Path pem(String name, String label, byte[] bytes) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    String text = "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label);
    return Files.writeString(folder.resolve(name), text, StandardCharsets.US_ASCII);
  }

  /** TLS for a server that shows one key and trusts clients that {@code authority} signed. */
  public SSLContext server(String alias, String authority)
      throws IOException, GeneralSecurityException {
    KeyStore all = load();
    KeyStore shown = KeyStore.getInstance("PKCS12");
    shown.load(null, null);
    char[] password = PASSWORD.toCharArray();
    shown.setKeyEntry(alias, all.getKey(alias, password), password, all.getCertificateChain(alias));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(shown, password);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(authority, all.getCertificate(authority));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore loaded = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      loaded.load(in, PASSWORD.toCharArray());
    }
    return loaded;
  }
}
