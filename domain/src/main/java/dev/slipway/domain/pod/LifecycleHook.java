package dev.slipway.domain.pod;

import java.util.List;
import java.util.Optional;

/** One action of a container's lifecycle. */
public sealed interface LifecycleHook {
  /** Runs a command in the container. */
  record Exec(List<String> command) implements LifecycleHook {
    public Exec {
      command = List.copyOf(command);
    }
  }

  /**
   * Asks over HTTP.
   *
   * @param host empty for the pod's own address
   * @param scheme {@code HTTP} or {@code HTTPS}; empty for the cluster's default, HTTP
   */
  record HttpGet(
      Optional<String> host,
      Optional<String> path,
      int port,
      Optional<String> scheme,
      List<Header> headers)
      implements LifecycleHook {
    public HttpGet {
      headers = List.copyOf(headers);
    }
  }

  /** Connects over TCP; without a host to the pod itself. */
  record TcpSocket(Optional<String> host, int port) implements LifecycleHook {}

  /** A header of a request. */
  record Header(String name, String value) {}
}
