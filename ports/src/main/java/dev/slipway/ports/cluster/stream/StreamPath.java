package dev.slipway.ports.cluster.stream;

import dev.slipway.ports.cluster.ContainerName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The addresses of a pod's streams (Kubernetes API, pods/exec and pods/attach). */
final class StreamPath {
  private StreamPath() {}

  static String exec(ContainerName container, List<String> command, boolean stdin) {
    StringBuilder path = new StringBuilder(of(container, "exec"));
    path.append("&stdin=").append(stdin).append("&stdout=true&stderr=true&tty=false");
    for (String word : command) {
      path.append("&command=").append(encoded(word));
    }
    return path.toString();
  }

  /** Standard input only; the other two are true where they are not named. */
  static String attach(ContainerName container) {
    return of(container, "attach") + "&stdin=true&stdout=false&stderr=false&tty=false";
  }

  private static String of(ContainerName container, String what) {
    return "/api/v1/namespaces/%s/pods/%s/%s?container=%s"
        .formatted(
            encoded(container.pod().namespace()),
            encoded(container.pod().name()),
            what,
            encoded(container.container()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
