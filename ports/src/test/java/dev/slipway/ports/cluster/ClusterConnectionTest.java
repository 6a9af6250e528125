package dev.slipway.ports.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ports.cluster.ClusterConnection.Source;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClusterConnectionTest {
  private static final Path TOKEN = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");
  private static final Map<String, String> IN_POD =
      Map.of(
          "KUBERNETES_SERVICE_HOST", "10.0.0.1", "KUBERNETES_SERVICE_PORT", "6443", "HOME", "/h");

  private static ClusterConnection with(String host, String ca, String cert, String key) {
    return new ClusterConnection(
        host.isEmpty() ? Optional.empty() : Optional.of(host),
        path(ca),
        path(cert),
        path(key),
        Optional.of("s3cret"),
        Optional.empty(),
        "test");
  }

  private static Optional<Path> path(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
  }

  @Test
  @DisplayName("a host wins over everything else")
  void host() {
    assertThat(with("https://k8s", "", "", "").source(IN_POD, file -> true))
        .isEqualTo(new Source.Explicit("https://k8s"));
  }

  @Test
  @DisplayName("a client certificate needs its key and a CA")
  void certificateAlone() {
    String why = "ca file, cert file and key file must be specified when using file based auth";
    assertThat(with("https://k8s", "", "c", "k").source(Map.of(), file -> true))
        .isEqualTo(new Source.Nowhere(why));
    assertThat(with("https://k8s", "ca", "c", "").source(Map.of(), file -> true))
        .isEqualTo(new Source.Nowhere(why));
    assertThat(with("https://k8s", "ca", "c", "k").source(Map.of(), file -> true))
        .isInstanceOf(Source.Explicit.class);
  }

  @Test
  @DisplayName("in a pod with a service account it is the cluster around it")
  void inCluster() {
    assertThat(ClusterConnection.detected("x").source(IN_POD, TOKEN::equals))
        .isEqualTo(
            new Source.InCluster("https://10.0.0.1:6443", TOKEN.resolveSibling("ca.crt"), TOKEN));
  }

  @Test
  @DisplayName("an IPv6 service address stands in brackets")
  void ipv6() {
    assertThat(
            ClusterConnection.detected("x")
                .source(Map.of("KUBERNETES_SERVICE_HOST", "fd00::1"), TOKEN::equals))
        .isInstanceOfSatisfying(
            Source.InCluster.class, s -> assertThat(s.host()).isEqualTo("https://[fd00::1]:443"));
  }

  @Test
  @DisplayName("a pod without a service account goes on to the kubeconfig")
  void podWithoutToken() {
    assertThat(ClusterConnection.detected("x").source(IN_POD, Path.of("/h/.kube/config")::equals))
        .isEqualTo(new Source.Kubeconfig(Path.of("/h/.kube/config")));
  }

  @Test
  @DisplayName("KUBECONFIG's first existing file wins over the one at home")
  void kubeconfig() {
    assertThat(
            ClusterConnection.detected("x")
                .source(
                    Map.of("KUBECONFIG", "/a::/b", "HOME", "/h"),
                    file -> !file.equals(Path.of("/a"))))
        .isEqualTo(new Source.Kubeconfig(Path.of("/b")));
  }

  @Test
  @DisplayName("a KUBECONFIG that names nothing is an error, not a reason to look elsewhere")
  void kubeconfigMissing() {
    assertThat(
            ClusterConnection.detected("x")
                .source(
                    Map.of("KUBECONFIG", "/a", "HOME", "/h"), Path.of("/h/.kube/config")::equals))
        .isEqualTo(new Source.Nowhere("KUBECONFIG names /a, which does not exist"));
  }

  @Test
  @DisplayName("nothing at all says where was looked")
  void nowhere() {
    assertThat(ClusterConnection.detected("x").source(Map.of("HOME", "/h"), file -> false))
        .isInstanceOfSatisfying(
            Source.Nowhere.class,
            s -> assertThat(s.why()).contains("KUBECONFIG", "/h/.kube/config"));
  }

  @Test
  @DisplayName("the token is not printed")
  void noToken() {
    assertThat(with("https://k8s", "", "", "").toString()).doesNotContain("s3cret");
  }
}
