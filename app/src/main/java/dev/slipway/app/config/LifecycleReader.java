package dev.slipway.app.config;

import dev.slipway.domain.pod.LifecycleHook;
import dev.slipway.domain.pod.LifecycleHook.Header;
import dev.slipway.domain.pod.LifecyclePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code [runners.kubernetes.container_lifecycle]}. */
final class LifecycleReader {
  private static final List<String> HANDLERS = List.of("exec", "http_get", "tcp_socket");
  private static final Map<String, String> SCHEMES = Map.of("http", "HTTP", "https", "HTTPS");
  private static final int PORT_MAX = 65_535;
  private static final String WHAT_TO_DO = "write it or remove the table";

  private LifecycleReader() {}

  static LifecyclePlan read(Table table) {
    return new LifecyclePlan(hook(table, "post_start"), hook(table, "pre_stop"));
  }

  private static Optional<LifecycleHook> hook(Table lifecycle, String name) {
    if (!lifecycle.has(name)) {
      return Optional.empty();
    }
    Table table = lifecycle.table(name);
    List<String> written = HANDLERS.stream().filter(table::has).toList();
    if (written.size() != 1) {
      lifecycle.problem(
          name,
          written.isEmpty()
              ? "does nothing; write one of " + String.join(", ", HANDLERS)
              : "has %s; Kubernetes takes one: keep one".formatted(String.join(" and ", written)));
      return Optional.empty();
    }
    Table handler = table.table(written.getFirst());
    return switch (written.getFirst()) {
      case "exec" -> exec(handler);
      case "http_get" -> httpGet(handler);
      default -> port(handler).map(port -> new LifecycleHook.TcpSocket(handler.text("host"), port));
    };
  }

  private static Optional<LifecycleHook> exec(Table table) {
    List<String> command = table.texts("command");
    if (command.isEmpty() && !table.isMissing("command", WHAT_TO_DO)) {
      table.problem("command", "is empty; write what to run");
    }
    return Optional.of(new LifecycleHook.Exec(command));
  }

  private static Optional<LifecycleHook> httpGet(Table table) {
    List<Header> headers = new ArrayList<>();
    for (Table entry : table.tables("http_headers")) {
      String value = entry.text("value").orElse("");
      entry
          .required("name", WHAT_TO_DO, text -> text)
          .ifPresent(name -> headers.add(new Header(name, value)));
    }
    Optional<String> scheme = table.choice("scheme", SCHEMES);
    Optional<String> host = table.text("host");
    Optional<String> path = table.text("path");
    return port(table).map(port -> new LifecycleHook.HttpGet(host, path, port, scheme, headers));
  }

  private static Optional<Integer> port(Table table) {
    if (table.isMissing("port", "write the port's number")) {
      return Optional.empty();
    }
    Optional<Integer> port = table.whole("port");
    if (port.filter(number -> number > PORT_MAX).isPresent()) {
      table.problem("port", port.get() + " is out of range; allowed: 1 to " + PORT_MAX);
    }
    return port;
  }
}
