package dev.slipway.app.helper;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Waits until ports are open. It has no end of its own: who calls it, has. Source: GitLab Runner's
 * health-check.
 */
public final class HealthCheck implements HelperCommand {
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final int CONNECT_MILLIS_MAX = 5000;
  private static final int PORT_MAX = 65535;

  @Override
  public String name() {
    return "health-check";
  }

  @Override
  public String meaning() {
    return "Wait until services answer on their ports.";
  }

  @Override
  public List<HelperFlag> flags() {
    return List.of(
        new HelperFlag(
            List.of("--port", "-p"), HelperFlag.Kind.TEXTS, "", "", "Port of localhost."));
  }

  @Override
  public int run(HelperArguments arguments, HelperSurroundings surroundings)
      throws HelperFailure, InterruptedException {
    List<Integer> ports = new ArrayList<>();
    for (String text : arguments.texts("--port")) {
      ports.add(port(text));
    }
    if (!ports.isEmpty()) {
      tell(surroundings, "waiting for TCP connection to localhost on %s...".formatted(ports));
      for (int port : ports) {
        await(List.of(new InetSocketAddress("localhost", port)), surroundings);
      }
      return 0;
    }
    List<InetSocketAddress> linked = linked(surroundings.environment());
    if (linked.isEmpty()) {
      throw new HelperFailure("No HOST or PORT found");
    }
    tell(surroundings, "waiting for TCP connection to %s...".formatted(names(linked)));
    await(linked, surroundings);
    return 0;
  }

  private static int port(String text) throws HelperFailure {
    long port = HelperArguments.whole(text).orElse(0);
    if (port < 1 || port > PORT_MAX) {
      throw new HelperFailure(
          "--port: \"%s\" is no port; allowed: 1 to %d".formatted(text, PORT_MAX));
    }
    return Math.toIntExact(port);
  }

  /** {@code X_TCP_ADDR} and {@code X_TCP_PORT} of the environment. */
  private static List<InetSocketAddress> linked(Map<String, String> environment)
      throws HelperFailure {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String name = variable.getKey();
      if (name.endsWith("_TCP_ADDR")) {
        String base = name.substring(0, name.length() - "ADDR".length());
        String port = environment.getOrDefault(base + "PORT", "");
        if (!port.isEmpty()) {
          addresses.add(InetSocketAddress.createUnresolved(variable.getValue(), port(port)));
        }
      }
    }
    return addresses;
  }

  private static List<String> names(List<InetSocketAddress> addresses) {
    return addresses.stream().map(a -> a.getHostString() + ":" + a.getPort()).toList();
  }

  /** Until the first of them answers. */
  private static void await(List<InetSocketAddress> addresses, HelperSurroundings surroundings)
      throws InterruptedException {
    while (true) {
      for (InetSocketAddress address : addresses) {
        String name = address.getHostString() + ":" + address.getPort();
        tell(surroundings, "dialing %s...".formatted(name));
        if (answers(address)) {
          tell(surroundings, "dial succeeded on %s. Exiting...".formatted(name));
          return;
        }
      }
      surroundings.pause().sleep(BETWEEN);
    }
  }

  private static boolean answers(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(address.getHostString(), address.getPort()), CONNECT_MILLIS_MAX);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void tell(HelperSurroundings surroundings, String line) {
    surroundings.out().println(line);
    // Who waits wants to see for what.
    surroundings.out().flush();
  }
}
