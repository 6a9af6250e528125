package dev.slipway.acceptance.behaviour;

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

/** A certificate authority that nobody knows, and a server certificate that it signed. */
final class OwnAuthority {
  private static final String PASSWORD = "changeit";
  private final Path folder;
  private final Path store;

  /**
   * Makes both, with the JDK's keytool.
   *
   * @param host the server's IP address
   */
  OwnAuthority(Path folder, String host) throws IOException, InterruptedException {
    this.folder = folder;
    store = folder.resolve("keys.p12");
    key("authority", "-ext", "bc:c=ca:true");
    key("server", "-signer", "authority", "-ext", "SAN=ip:" + host);
  }

  /** The authority's certificate as a PEM file. */
  Path certificateFile() throws IOException, GeneralSecurityException {
    byte[] bytes = load().getCertificate("authority").getEncoded();
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        folder.resolve("authority.pem"),
        "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n",
        StandardCharsets.US_ASCII);
  }

  /** TLS for the server. */
  SSLContext server() throws IOException, GeneralSecurityException {
    char[] password = PASSWORD.toCharArray();
    KeyStore all = load();
    KeyStore shown = KeyStore.getInstance("PKCS12");
    shown.load(null, null);
    shown.setKeyEntry(
        "server", all.getKey("server", password), password, all.getCertificateChain("server"));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(shown, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private void key(String alias, String... more) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", "CN=" + alias));
    command.addAll(List.of("-keyalg", "EC", "-validity", "2"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(more));
    Path log = folder.resolve("keytool.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != 0) {
      throw new AssertionError(Files.readString(log));
    }
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore loaded = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      loaded.load(in, PASSWORD.toCharArray());
    }
    return loaded;
  }
}
