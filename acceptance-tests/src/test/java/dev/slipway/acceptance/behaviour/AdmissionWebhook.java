package dev.slipway.acceptance.behaviour;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.slipway.acceptance.coordinator.CoordinatorOptions;
import dev.slipway.acceptance.coordinator.wire.Json;
import dev.slipway.ports.gitlab.KeyShop;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A webhook that the API server asks before it makes a pod in one namespace: allows each, and takes
 * its time.
 */
final class AdmissionWebhook implements AutoCloseable {
  // What the API server allows at most.
  private static final int TIMEOUT_SECONDS = 30;

  private final Stage stage;
  private final Duration delay;
  private final HttpsServer server;
  private final ValidatingWebhookConfiguration rule;
  private final AtomicInteger asked = new AtomicInteger();

  AdmissionWebhook(Stage stage, Path folder, Duration delay) throws Exception {
    this.stage = stage;
    this.delay = delay;
    String host = CoordinatorOptions.defaults().host();
    KeyShop keys =
        new KeyShop(folder)
            .key("authority", "-ext", "bc:c=ca:true")
            .key("server", "-signer", "authority", "-ext", "SAN=ip:" + host);
    byte[] authority = Files.readAllBytes(keys.certificateFile("authority", "authority.pem"));
    server = HttpsServer.create(new InetSocketAddress(host, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(keys.server("server", "authority")));
    server.createContext("/", this::answer);
    server.start();
    rule = rule(host, authority);
    stage.cluster().admin().resource(rule).create();
  }

  private ValidatingWebhookConfiguration rule(String host, byte[] authority) {
    return new ValidatingWebhookConfigurationBuilder()
        .withNewMetadata()
        .withName("behaviour-" + stage.namespace())
        .endMetadata()
        .addNewWebhook()
        .withName("behaviour.slipway.dev")
        .withNewClientConfig()
        .withUrl("https://" + host + ":" + server.getAddress().getPort() + "/")
        .withCaBundle(Base64.getEncoder().encodeToString(authority))
        .endClientConfig()
        .addNewRule()
        .withApiGroups("")
        .withApiVersions("v1")
        .withOperations("CREATE")
        .withResources("pods")
        .endRule()
        .withNewNamespaceSelector()
        .addToMatchLabels("kubernetes.io/metadata.name", stage.namespace())
        .endNamespaceSelector()
        .withFailurePolicy("Fail")
        .withSideEffects("None")
        .withTimeoutSeconds(TIMEOUT_SECONDS)
        .withAdmissionReviewVersions("v1")
        .endWebhook()
        .build();
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    var review =
        Json.read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String uid = review.path("request").path("uid").asText();
    byte[] body =
        "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"response\":{\"uid\":\"%s\",\"allowed\":true}}"
            .formatted(uid)
            .getBytes(StandardCharsets.UTF_8);
    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> send(exchange, body));
  }

  private static void send(HttpExchange exchange, byte[] body) {
    try (exchange;
        OutputStream out = begin(exchange, body.length)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OutputStream begin(HttpExchange exchange, int length) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, length);
    return exchange.getResponseBody();
  }

  /** Lets nobody reach it any more. */
  void goAway() {
    server.stop(0);
  }

  /** How often the API server has asked. */
  int asked() {
    return asked.get();
  }

  @Override
  public void close() {
    stage.cluster().admin().resource(rule).delete();
    server.stop(0);
  }
}
