package dev.slipway.adapter.gitlab;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY}, upper or lower case. The machine's
 * own loopback is never reached through a proxy.
 */
final class ProxyRules extends ProxySelector {
  private final Map<String, String> environment;
  private final NoProxy noProxy;

  ProxyRules(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.noProxy = NoProxy.of(variable("NO_PROXY"));
  }

  /** Why the proxy configured for {@code target} cannot be used; empty where nothing is wrong. */
  Optional<String> problem(URI target) {
    String proxy = configuredFor(target);
    if (proxy.isEmpty() || uri(proxy).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        "the proxy of %s_PROXY is not usable: it must be http://[user:password@]host:port"
            .formatted(String.valueOf(target.getScheme()).toUpperCase(Locale.ROOT)));
  }

  @Override
  public List<Proxy> select(URI target) {
    return uri(configuredFor(target))
        .map(proxy -> new Proxy(Proxy.Type.HTTP, address(proxy)))
        .map(List::of)
        .orElse(List.of(Proxy.NO_PROXY));
  }

  @Override
  public void connectFailed(URI target, SocketAddress proxy, IOException why) {
    // the call itself reports it
  }

  /** Answers a proxy with the user and password of its URL; empty where none has any. */
  Optional<Authenticator> authenticator() {
    List<URI> withUser =
        Stream.of("HTTP_PROXY", "HTTPS_PROXY")
            .flatMap(name -> uri(variable(name)).stream())
            .filter(proxy -> proxy.getRawUserInfo() != null)
            .toList();
    return withUser.isEmpty() ? Optional.empty() : Optional.of(new ProxyLogin(withUser));
  }

  private String configuredFor(URI target) {
    String host = String.valueOf(target.getHost());
    int port = target.getPort() >= 0 ? target.getPort() : isTls(target) ? 443 : 80;
    return noProxy.covers(host, port) ? "" : variable(isTls(target) ? "HTTPS_PROXY" : "HTTP_PROXY");
  }

  private String variable(String name) {
    String upper = environment.getOrDefault(name, "");
    return upper.isEmpty() ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "") : upper;
  }

  private static boolean isTls(URI target) {
    return "https".equalsIgnoreCase(target.getScheme());
  }

  private static Optional<URI> uri(String proxy) {
    if (proxy.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
      return "http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null
          ? Optional.of(uri)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static InetSocketAddress address(URI proxy) {
    return InetSocketAddress.createUnresolved(
        proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort());
  }

  private static final class ProxyLogin extends Authenticator {
    private final List<URI> proxies;

    ProxyLogin(List<URI> proxies) {
      this.proxies = proxies;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      return proxies.stream()
          .filter(_ -> getRequestorType() == RequestorType.PROXY)
          .filter(proxy -> proxy.getHost().equalsIgnoreCase(getRequestingHost()))
          .findFirst()
          .map(ProxyLogin::login)
          .orElse(null);
    }

    private static PasswordAuthentication login(URI proxy) {
      String[] parts = proxy.getRawUserInfo().split(":", 2);
      String password = parts.length > 1 ? decoded(parts[1]) : "";
      return new PasswordAuthentication(decoded(parts[0]), password.toCharArray());
    }

    private static String decoded(String text) {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
  }
}
