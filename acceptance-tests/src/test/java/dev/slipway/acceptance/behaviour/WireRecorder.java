package dev.slipway.acceptance.behaviour;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Stands before an API server, speaks plain HTTP to its clients and TLS to the server, and keeps
 * what the clients send.
 */
final class WireRecorder implements AutoCloseable {
  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

  private final ServerSocket server;
  private final URI api;
  private final SSLSocketFactory tls;
  private final List<Recording> recordings = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /** A request without its header. */
  record Sent(String method, String path, String body) {}

  private record Recording(Socket client, Socket upstream, ByteArrayOutputStream bytes) {}

  WireRecorder(URI api, Path caFile) throws IOException, GeneralSecurityException {
    this.api = api;
    tls = trusting(caFile);
    server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** The requests with this method so far; those of one connection in their order. */
  List<Sent> sent(String method) {
    return recordings.stream()
        .flatMap(recording -> requests(recording.bytes().toByteArray()))
        .filter(request -> request.method().equals(method))
        .toList();
  }

  private static SSLSocketFactory trusting(Path caFile)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(caFile)) {
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("ca" + trusted.size(), one);
      }
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  private void accept() {
    try {
      while (!closed) {
        Socket client = server.accept();
        Socket upstream = tls.createSocket(api.getHost(), api.getPort());
        Recording recording = new Recording(client, upstream, new ByteArrayOutputStream());
        recordings.add(recording);
        Thread.ofVirtual().start(() -> pump(client, upstream, recording.bytes()));
        Thread.ofVirtual().start(() -> pump(upstream, client, new ByteArrayOutputStream()));
      }
    } catch (IOException e) {
      closed = true;
    }
  }

  private static void pump(Socket from, Socket to, ByteArrayOutputStream copy) {
    byte[] buffer = new byte[16 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        copy.write(buffer, 0, n);
        out.write(buffer, 0, n);
        out.flush();
      }
    } catch (IOException e) {
      copy.writeBytes(new byte[0]); // one of the two has closed
    }
  }

  private static Stream<Sent> requests(byte[] bytes) {
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    String headEnd = new String(HEAD_END, StandardCharsets.ISO_8859_1);
    List<Sent> requests = new ArrayList<>();
    int at = 0;
    for (int end = all.indexOf(headEnd, at); end >= 0; end = all.indexOf(headEnd, at)) {
      String head = all.substring(at, end);
      at = end + headEnd.length();
      if (!header(head, "upgrade").isEmpty() && header(head, "sec-websocket-key").length() > 0) {
        break;
      }
      StringBuilder body = new StringBuilder();
      if (header(head, "transfer-encoding").equals("chunked")) {
        int size;
        do {
          int line = all.indexOf("\r\n", at);
          size = Integer.parseInt(all.substring(at, line).strip(), 16);
          body.append(all, line + 2, line + 2 + size);
          at = line + 2 + size + 2;
        } while (size > 0);
      } else {
        String length = header(head, "content-length");
        int size = length.isEmpty() ? 0 : Integer.parseInt(length);
        body.append(all, at, at + size);
        at += size;
      }
      String[] words = head.substring(0, head.indexOf("\r\n")).split(" ");
      byte[] raw = body.toString().getBytes(StandardCharsets.ISO_8859_1);
      requests.add(new Sent(words[0], words[1], new String(raw, StandardCharsets.UTF_8)));
    }
    return requests.stream();
  }

  private static String header(String head, String name) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    closed = true;
    try {
      server.close();
      for (Recording recording : recordings) {
        recording.client().close();
        recording.upstream().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
