package dev.slipway.acceptance.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterChoiceTest {
  @TempDir private Path folder;

  @Test
  @DisplayName(
      "auto takes k3s, else KUBECONFIG's cluster, else the local one; nothing said is auto")
  void auto() throws IOException {
    Map<String, String> named = Map.of("CLUSTER", "auto", "KUBECONFIG", kubeconfig());
    assertThat(ClusterChoice.of(named, () -> true)).isEqualTo(ClusterChoice.K3S);
    assertThat(ClusterChoice.of(named, () -> false)).isEqualTo(ClusterChoice.KUBECONFIG);
    assertThat(ClusterChoice.of(Map.of("CLUSTER", "auto"), () -> false))
        .isEqualTo(ClusterChoice.LOCAL);
    assertThat(ClusterChoice.of(Map.of("KUBECONFIG", kubeconfig()), () -> false))
        .isEqualTo(ClusterChoice.KUBECONFIG);
    assertThat(ClusterChoice.of(Map.of("KUBECONFIG", "/absent"), () -> false))
        .isEqualTo(ClusterChoice.LOCAL);
  }

  @Test
  @DisplayName("a word decides alone")
  void words() throws IOException {
    assertThat(ClusterChoice.of(Map.of("CLUSTER", "k3s"), ClusterChoiceTest::unasked))
        .isEqualTo(ClusterChoice.K3S);
    assertThat(
            ClusterChoice.of(
                Map.of("CLUSTER", "local", "KUBECONFIG", kubeconfig()), ClusterChoiceTest::unasked))
        .isEqualTo(ClusterChoice.LOCAL);
    assertThat(
            ClusterChoice.of(
                Map.of("CLUSTER", "kubeconfig", "KUBECONFIG", kubeconfig()),
                ClusterChoiceTest::unasked))
        .isEqualTo(ClusterChoice.KUBECONFIG);
  }

  @Test
  @DisplayName("what cannot be had fails and says why")
  void refused() {
    assertThatThrownBy(
            () -> ClusterChoice.of(Map.of("CLUSTER", "kubeconfig"), ClusterChoiceTest::unasked))
        .hasMessageContaining("KUBECONFIG names no file");
    assertThatThrownBy(
            () -> ClusterChoice.of(Map.of("CLUSTER", "minikube"), ClusterChoiceTest::unasked))
        .hasMessageContaining("minikube")
        .hasMessageContaining("auto, k3s, kubeconfig or local");
  }

  private static boolean unasked() {
    throw new AssertionError("the container engine was asked");
  }

  private String kubeconfig() throws IOException {
    return Files.writeString(folder.resolve("config"), "kind: Config").toString();
  }
}
