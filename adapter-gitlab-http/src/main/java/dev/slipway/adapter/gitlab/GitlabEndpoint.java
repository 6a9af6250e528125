package dev.slipway.adapter.gitlab;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * One runner's way to GitLab, from its {@code [[runners]]} entry.
 *
 * @param url of the instance; a sub-path is kept
 * @param token the runner's authentication token
 * @param tlsCaFile PEM of further authorities to trust
 * @param tlsCertFile PEM of a client certificate; used where the key is there too
 * @param tlsKeyFile PEM of its key
 * @param connectionMaxAge after which connections are made afresh; 0 means never
 */
public record GitlabEndpoint(
    String url,
    String token,
    Optional<Path> tlsCaFile,
    Optional<Path> tlsCertFile,
    Optional<Path> tlsKeyFile,
    Duration connectionMaxAge) {
  /** {@code connection_max_age} where nothing is configured. */
  public static final Duration CONNECTION_MAX_AGE_DEFAULT = Duration.ofMinutes(15);

  /** An endpoint without TLS files. */
  public GitlabEndpoint(String url, String token) {
    this(
        url,
        token,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        CONNECTION_MAX_AGE_DEFAULT);
  }

  /** Where the job API is, with a slash at its end; empty where the URL is no http(s) URL. */
  Optional<URI> apiBase() {
    try {
      URI uri = URI.create(stripped(url.strip()) + "/api/v4/");
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean usable = scheme.equals("http") || scheme.equals("https");
      return usable && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Without slashes at the end, and without the {@code /ci} of old configurations. */
  private static String stripped(String url) {
    String bare = url.replaceFirst("/+$", "");
    return bare.endsWith("/ci") ? bare.substring(0, bare.length() - "/ci".length()) : bare;
  }

  /** Leaves out the token. */
  @Override
  public String toString() {
    return "GitlabEndpoint[" + StatusText.cleaned(url) + "]";
  }
}
