package dev.slipway.acceptance.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.slipway.acceptance.coordinator.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * As much of a Kubernetes API server, over TLS, as a manager needs to bring a pod up: what is made
 * is given back and counts as ready, watches hear of it, lists are empty, streams are refused.
 */
final class ApiServer implements AutoCloseable {
  private static final char[] PASSWORD = "training".toCharArray();

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger version = new AtomicInteger(1);
  private final List<OutputStream> watches = new CopyOnWriteArrayList<>();
  private final Path certificate;

  ApiServer(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("server.p12");
    makeKey(store);
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    certificate =
        Files.writeString(
            folder.resolve("ca.crt"),
            "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(
                    Base64.getMimeEncoder()
                        .encodeToString(keys.getCertificate("server").getEncoded())));
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  Path certificate() {
    return certificate;
  }

  private static void makeKey(Path store) throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=training",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool could not make a key");
    }
  }

  private void answer(HttpExchange call) throws IOException {
    String path = call.getRequestURI().getPath();
    String query = String.valueOf(call.getRequestURI().getQuery());
    if (path.endsWith("/exec") || path.endsWith("/attach")) {
      send(call, 403, status(403, "Forbidden"));
      return;
    }
    switch (call.getRequestMethod()) {
      case "POST" -> create(call);
      case "GET" -> {
        if (query.contains("watch=true")) {
          watch(call);
        } else {
          send(call, 200, empty(path));
        }
      }
      default -> send(call, 200, status(200, "OK"));
    }
  }

  private void create(HttpExchange call) throws IOException {
    ObjectNode object;
    try (InputStream body = call.getRequestBody()) {
      object = Json.readObject(new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
    object
        .withObject("/metadata")
        .put("uid", UUID.randomUUID().toString())
        .put("creationTimestamp", "2026-01-01T00:00:00Z")
        .put("resourceVersion", Integer.toString(version.incrementAndGet()));
    send(call, 201, object);
    if (object.path("kind").asText().equals("Pod")) {
      tell("ADDED", object);
      ObjectNode running = object.deepCopy();
      running
          .withObject("/metadata")
          .put("resourceVersion", Integer.toString(version.incrementAndGet()));
      ObjectNode status = running.withObject("/status").put("phase", "Running");
      for (String condition : List.of("PodScheduled", "Ready")) {
        status.withArray("conditions").addObject().put("type", condition).put("status", "True");
      }
      for (var container : object.path("spec").path("containers")) {
        status
            .withArray("containerStatuses")
            .addObject()
            .put("name", container.path("name").asText())
            .put("ready", true)
            .withObject("/state/running")
            .put("startedAt", "2026-01-01T00:00:01Z");
      }
      tell("MODIFIED", running);
    }
  }

  private void tell(String type, ObjectNode object) throws IOException {
    ObjectNode event = Json.object().put("type", type);
    event.set("object", object);
    for (OutputStream watch : watches) {
      synchronized (watch) {
        watch.write((event + "\n").getBytes(StandardCharsets.UTF_8));
        watch.flush();
      }
    }
  }

  private void watch(HttpExchange call) throws IOException {
    call.getResponseHeaders().add("Content-Type", "application/json");
    call.sendResponseHeaders(200, 0);
    watches.add(call.getResponseBody());
  }

  private static ObjectNode empty(String path) {
    String kind = path.endsWith("/events") ? "EventList" : "PodList";
    ObjectNode list = Json.object().put("kind", kind).put("apiVersion", "v1");
    list.withObject("/metadata").put("resourceVersion", "1");
    list.withArray("items");
    return list;
  }

  private static ObjectNode status(int code, String reason) {
    return Json.object()
        .put("kind", "Status")
        .put("apiVersion", "v1")
        .put("status", code < 400 ? "Success" : "Failure")
        .put("reason", reason)
        .put("message", "this is a stand-in")
        .put("code", code);
  }

  private static void send(HttpExchange call, int code, ObjectNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().add("Content-Type", "application/json");
    call.sendResponseHeaders(code, bytes.length);
    try (OutputStream out = call.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
