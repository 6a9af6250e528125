package dev.slipway.ports.cluster;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where a cluster is and how to speak to it.
 *
 * @param host API server URL; empty means in-cluster, else kubeconfig
 * @param caFile PEM bundle, used with {@code host}
 * @param certFile client certificate, used with {@code host}; needs {@code keyFile} and {@code
 *     caFile}
 * @param keyFile key of {@code certFile}
 * @param bearerToken replaces the token of any source
 * @param context the kubeconfig's context; empty means its current one
 * @param userAgent what the API server's audit log shows
 */
public record ClusterConnection(
    Optional<String> host,
    Optional<Path> caFile,
    Optional<Path> certFile,
    Optional<Path> keyFile,
    Optional<String> bearerToken,
    Optional<String> context,
    String userAgent) {

  private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  /** In-cluster or kubeconfig, whichever is found. */
  public static ClusterConnection detected(String userAgent) {
    return new ClusterConnection(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        userAgent);
  }

  /** Where the settings of the connection come from. */
  public sealed interface Source {
    /** This record's own fields. */
    record Explicit(String host) implements Source {}

    /** The service account of the pod that the manager runs in. */
    record InCluster(String host, Path caFile, Path tokenFile) implements Source {}

    /** A kubeconfig file. */
    record Kubeconfig(Path file) implements Source {}

    /** Nothing was found; {@code why} says where was looked. */
    record Nowhere(String why) implements Source {}
  }

  /**
   * Chooses the source: the host given, else the pod's service account, else the first existing
   * file that {@code $KUBECONFIG} names, else {@code ~/.kube/config}.
   *
   * @param environment the process's environment
   * @param exists whether a file is there
   */
  public Source source(Map<String, String> environment, Predicate<Path> exists) {
    if (host.isPresent()) {
      return explicit(host.get());
    }
    String service = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
    Path token = ACCOUNT.resolve("token");
    if (!service.isEmpty() && exists.test(token)) {
      String name = service.contains(":") ? "[" + service + "]" : service;
      String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
      return new Source.InCluster("https://" + name + ":" + port, ACCOUNT.resolve("ca.crt"), token);
    }
    String named = environment.getOrDefault("KUBECONFIG", "");
    if (!named.isEmpty()) {
      for (String one : named.split(File.pathSeparator, -1)) {
        if (!one.isEmpty() && exists.test(Path.of(one))) {
          return new Source.Kubeconfig(Path.of(one));
        }
      }
      return new Source.Nowhere("KUBECONFIG names " + named + ", which does not exist");
    }
    Path own = Path.of(environment.getOrDefault("HOME", "/"), ".kube", "config");
    return exists.test(own)
        ? new Source.Kubeconfig(own)
        : new Source.Nowhere(
            "no host is set, this process is in no pod with a service account, KUBECONFIG is not set, and "
                + own
                + " does not exist");
  }

  private Source explicit(String url) {
    boolean cert = certFile.isPresent();
    if (cert != keyFile.isPresent() || (cert && caFile.isEmpty())) {
      return new Source.Nowhere(
          "ca file, cert file and key file must be specified when using file based auth");
    }
    return new Source.Explicit(url);
  }

  /**
   * Looks at the token, and into the files that the fields name.
   *
   * @throws FailureException with {@code ConfigRejected} that names the key and the file, never the
   *     token
   */
  public void check() throws FailureException {
    checkToken("bearer_token (or the job's KUBERNETES_BEARER_TOKEN)", bearerToken);
    checkFile("ca_file", caFile, "CERTIFICATE-----");
    checkFile("cert_file", certFile, "CERTIFICATE-----");
    checkFile("key_file", keyFile, "PRIVATE KEY-----");
  }

  /**
   * Whether a token can be sent at all. HTTP libraries quote what they refuse to send, so it never
   * reaches them.
   *
   * @param where names the token's origin
   * @throws FailureException with {@code ConfigRejected} that names the origin, not the token
   */
  public static void checkToken(String where, Optional<String> token) throws FailureException {
    if (token.isPresent() && !token.get().chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw rejected(
          where
              + ": the token holds a line break, or another character that HTTP does not allow in a header; write the token alone, on one line");
    }
  }

  private static void checkFile(String key, Optional<Path> file, String mark)
      throws FailureException {
    if (file.isEmpty()) {
      return;
    }
    try {
      String text = Files.readString(file.get(), StandardCharsets.ISO_8859_1);
      if (!text.contains(mark)) {
        throw rejected(
            "%s: %s holds no \"-----BEGIN ... %s\": a PEM file is needed"
                .formatted(key, file.get(), mark));
      }
    } catch (IOException e) {
      throw rejected("%s: %s cannot be read".formatted(key, file.get()));
    }
  }

  /** The failure of a connection that cannot even be tried; {@code why} holds no secret. */
  public static FailureException rejected(String why) {
    return new FailureException(
        new Failure.ConfigRejected("connecting to the Kubernetes API: " + why));
  }

  /** Leaves out the token. */
  @Override
  public String toString() {
    return "ClusterConnection[host=%s, context=%s]".formatted(host.orElse(""), context.orElse(""));
  }
}
