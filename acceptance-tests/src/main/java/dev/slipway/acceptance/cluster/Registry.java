package dev.slipway.acceptance.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An image registry that the nodes of the local cluster can pull from, started by {@code
 * acceptance-tests/cluster/registry}. Both serve the same images: {@code busybox}, {@code
 * debian-ci} and {@code helper}, as they are in the cluster.
 *
 * @param address host and port as a node reaches them, the first part of an image's name
 * @param login what the registry wants to know of who pulls; empty where it is open
 */
public record Registry(String address, Optional<Login> login) {
  /** A user and a password. */
  public record Login(String user, String password) {
    private String basic() {
      return Base64.getEncoder()
          .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  private static final String KINDS =
      MANIFEST
          + ", application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final class Holder {
    private static final List<String> LINES = LocalCluster.run("registry");
  }

  /** The one that lets everybody pull. */
  public static Registry open() {
    return new Registry(words("open").get(1), Optional.empty());
  }

  /** The one that answers 401 to who does not say the user and the password. */
  public static Registry locked() {
    List<String> words = words("locked");
    return new Registry(words.get(1), Optional.of(new Login(words.get(2), words.get(3))));
  }

  private static List<String> words(String first) {
    return Holder.LINES.stream()
        .map(line -> List.of(line.split(" ")))
        .filter(words -> words.getFirst().equals(first))
        .findFirst()
        .orElseThrow();
  }

  /** The full name of an image that is there; a node may have pulled it before. */
  public String image(String name) {
    return address + "/ci/" + name + ":1";
  }

  /** The full name of an image that no registry has. */
  public String missingImage() {
    return address + "/ci/missing:1";
  }

  /**
   * A further name for an image, which nobody has used before: so no node has it. Its manifest is
   * one of its own too: a registry answers 500 to who reads a manifest while somebody else puts the
   * same one there again.
   *
   * @param name {@code busybox}, {@code debian-ci} or {@code helper}
   */
  public String newName(String name) {
    String tag = UUID.randomUUID().toString();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> found =
          answered(http, request(name, "1").header("Accept", KINDS).build(), 200);
      String kind = found.headers().firstValue("Content-Type").orElse(MANIFEST);
      answered(
          http,
          request(name, tag)
              .header("Content-Type", kind)
              .PUT(BodyPublishers.ofByteArray(named(found.body(), tag)))
              .build(),
          201);
    } catch (IOException e) {
      throw new UncheckedIOException("the registry at " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at the registry at " + address, e);
    }
    return address + "/ci/" + name + ":" + tag;
  }

  /**
   * What a {@code .dockerconfigjson} or {@code DOCKER_AUTH_CONFIG} holds to pull from here.
   *
   * @throws IllegalStateException for a registry that is open
   */
  public String dockerConfig() {
    return "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}"
        .formatted(
            address,
            login.orElseThrow(() -> new IllegalStateException(address + " is open")).basic());
  }

  private static byte[] named(String manifest, String tag) throws IOException {
    ObjectNode own = (ObjectNode) JSON.readTree(manifest);
    own.withObjectProperty("annotations").put("dev.slipway.name", tag);
    return JSON.writeValueAsBytes(own);
  }

  private HttpRequest.Builder request(String name, String tag) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://%s/v2/ci/%s/manifests/%s".formatted(address, name, tag)));
    login.ifPresent(who -> request.header("Authorization", "Basic " + who.basic()));
    return request;
  }

  private static HttpResponse<String> answered(HttpClient http, HttpRequest request, int status)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != status) {
      throw new IllegalStateException(
          "%s %s: %d %s"
              .formatted(request.method(), request.uri(), answer.statusCode(), answer.body()));
    }
    return answer;
  }
}
