package dev.slipway.app.helper;

import dev.slipway.app.helper.HelperSurroundings.TlsPaths;
import dev.slipway.domain.settings.ShortToken;
import dev.slipway.ports.transfer.TransferAnswer;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The flags of commands that speak with GitLab. */
final class CoordinatorFlags {
  private CoordinatorFlags() {}

  static List<HelperFlag> all() {
    return List.of(
        HelperFlag.text("--id", "CI_JOB_ID", "", "The job."),
        HelperFlag.text("--token", "CI_JOB_TOKEN", "", "The job's token."),
        HelperFlag.text("--url", "CI_SERVER_URL", "", "GitLab's address."),
        HelperFlag.text("--tls-ca-file", "CI_SERVER_TLS_CA_FILE", "", "PEM of authorities."),
        HelperFlag.text("--tls-cert-file", "CI_SERVER_TLS_CERT_FILE", "", "PEM of a certificate."),
        HelperFlag.text("--tls-key-file", "CI_SERVER_TLS_KEY_FILE", "", "PEM of its key."));
  }

  /**
   * A job at GitLab.
   *
   * @param url with no slash at its end
   * @param requestId by which GitLab's own log knows the request
   */
  record Job(long id, String token, URI url, TlsPaths tls, String requestId) {
    /** What each request tells of the job. */
    Map<String, String> headers() {
      return Map.of("JOB-TOKEN", token, "X-Request-Id", requestId);
    }

    /** Leaves out the token. */
    @Override
    public String toString() {
      return "Job[" + id + "]";
    }

    /** What each line tells of the job. */
    Map<String, String> fields(Map<String, String> more) {
      Map<String, String> fields = new HashMap<>(more);
      fields.put("id", Long.toString(id));
      fields.put("token", ShortToken.of(token).value());
      return fields;
    }

    Map<String, String> fields(TransferAnswer answer) {
      Map<String, String> more = new HashMap<>();
      more.put("status", Integer.toString(answer.status()));
      more.put("correlation_id", answer.header("X-Request-Id").orElse(requestId));
      return fields(more);
    }
  }

  /**
   * Reads them.
   *
   * @throws HelperFailure with this text where url or token are missing
   */
  static Job read(HelperArguments arguments, String whereMissing) throws HelperFailure {
    Optional<URI> url =
        arguments.optional("--url").map(CoordinatorFlags::bare).flatMap(CoordinatorFlags::uri);
    String token = arguments.text("--token");
    if (url.isEmpty() || token.isEmpty()) {
      throw new HelperFailure(whereMissing);
    }
    if (arguments.text("--id").isEmpty()) {
      throw new HelperFailure("Missing build ID");
    }
    String requestId = UUID.randomUUID().toString().replace("-", "");
    return new Job(arguments.number("--id", 1), token, url.get(), tls(arguments), requestId);
  }

  private static TlsPaths tls(HelperArguments arguments) {
    return new TlsPaths(
        arguments.optional("--tls-ca-file").map(Path::of),
        arguments.optional("--tls-cert-file").map(Path::of),
        arguments.optional("--tls-key-file").map(Path::of));
  }

  /** Where a job's artifacts are. */
  static String artifacts(URI base, long id) {
    return base + "/api/v4/jobs/" + id + "/artifacts";
  }

  private static String bare(String url) {
    String stripped = url.strip().replaceFirst("/+$", "");
    return stripped.endsWith("/ci") ? stripped.substring(0, stripped.length() - 3) : stripped;
  }

  /** An address of the web; empty where it is none. */
  static Optional<URI> uri(String text) {
    try {
      URI uri = URI.create(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      return uri.getHost() != null && List.of("http", "https").contains(scheme)
          ? Optional.of(uri)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
