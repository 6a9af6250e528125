package dev.slipway.acceptance.coordinator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.coordinator.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.CRC32;

/** A runner that says exactly what a test wants it to say. */
final class PlainRunner {
  private static final List<String> FEATURES_14 =
      List.of(
          "variables",
          "image",
          "services",
          "artifacts",
          "cache",
          "shared",
          "upload_multiple_artifacts",
          "upload_raw_artifacts",
          "session",
          "terminal",
          "refspecs",
          "masking",
          "proxy",
          "raw_variables",
          "artifacts_exclude",
          "multi_build_steps",
          "trace_reset",
          "trace_checksum",
          "trace_size",
          "vault_secrets",
          "cancelable",
          "return_exit_code",
          "service_variables");
  private static final List<String> FEATURES_19 =
      List.of(
          "fallback_cache_keys",
          "service_multiple_aliases",
          "image_executor_opts",
          "service_executor_opts",
          "cancel_gracefully",
          "native_steps_integration",
          "two_phase_job_commit",
          "job_inputs");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Coordinator coordinator;

  PlainRunner(Coordinator coordinator) {
    this.coordinator = coordinator;
  }

  /** {@code info} as release 14.10 sends it. */
  static ObjectNode info14() {
    ObjectNode info = Json.object();
    info.put("name", "gitlab-runner").put("version", "14.10.1").put("revision", "f761588f");
    info.put("platform", "linux").put("architecture", "amd64");
    info.put("executor", "kubernetes").put("shell", "bash");
    ObjectNode features = info.putObject("features");
    FEATURES_14.forEach(name -> features.put(name, true));
    features.put("shared", false);
    info.putObject("config").put("gpus", "");
    return info;
  }

  /** {@code info} as release 19 sends it. */
  static ObjectNode info19() {
    ObjectNode info = info14().put("version", "19.3.0");
    ObjectNode features = info.withObject("/features");
    FEATURES_19.forEach(name -> features.put(name, true));
    info.putObject("labels").put("zone", "a");
    return info;
  }

  ObjectNode jobRequest() {
    ObjectNode body = Json.object();
    body.set("info", info19());
    return body.put("token", coordinator.runnerToken()).put("system_id", "s_0123456789ab");
  }

  static ObjectNode update(String token, String state) {
    ObjectNode body = Json.object();
    body.set("info", info19());
    body.put("token", token).put("state", state).putObject("output");
    return body;
  }

  static ObjectNode finalUpdate(String token, String state, String trace) {
    byte[] bytes = trace.getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    String checksum = String.format("crc32:%08x", crc.getValue());
    ObjectNode body = update(token, state).put("checksum", checksum);
    ObjectNode output = body.withObject("/output").put("checksum", checksum);
    if (bytes.length > 0) {
      output.put("bytesize", bytes.length);
    }
    return body;
  }

  HttpResponse<String> send(String method, String path, ObjectNode body, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .method(method, BodyPublishers.ofString(body.toString())));
  }

  HttpResponse<String> post(String path, ObjectNode body) {
    return send("POST", path, body);
  }

  HttpResponse<String> requestJob() {
    return post("/api/v4/jobs/request", jobRequest());
  }

  HttpResponse<String> put(long id, ObjectNode body) {
    return send("PUT", "/api/v4/jobs/" + id, body);
  }

  HttpResponse<String> patch(long id, String token, int start, String piece) {
    int last = start + piece.getBytes(StandardCharsets.UTF_8).length - 1;
    return patch(
        id,
        piece,
        "JOB-TOKEN",
        token,
        "Content-Type",
        "text/plain",
        "Content-Range",
        start + "-" + last);
  }

  HttpResponse<String> patch(long id, String piece, String... headers) {
    return send(
        request("/api/v4/jobs/" + id + "/trace?debug_trace=false", headers)
            .method("PATCH", BodyPublishers.ofString(piece)));
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(coordinator.url() + path))
            .timeout(Duration.ofSeconds(30));
    builder.header("User-Agent", "gitlab-runner 19.3.0 (19-3-stable; go1.25.1; linux/amd64)");
    return headers.length == 0 ? builder : builder.headers(headers);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return trySend(request);
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    }
  }

  HttpResponse<String> trySend(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
