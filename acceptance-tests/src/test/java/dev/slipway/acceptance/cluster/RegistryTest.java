package dev.slipway.acceptance.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private static final int SECONDS_MAX = 60;
  private static final TestCluster CLUSTER = TestCluster.get();

  private static TestNamespace namespace;

  @BeforeAll
  static void open() {
    namespace = CLUSTER.namespace("registry");
  }

  @AfterAll
  static void close() {
    namespace.close();
  }

  @Test
  @DisplayName("the open registry gives an image to everybody, also under a name that is new")
  void openForAll() {
    assertThat(state("open", Registry.open().newName("busybox"), List.of()).getRunning())
        .isNotNull();
  }

  @Test
  @DisplayName("the locked registry refuses a stranger and lets who has the password pull")
  void lockedForStrangers() {
    Registry registry = Registry.locked();
    String image = registry.newName("busybox");
    CLUSTER
        .admin()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("login")
                .withNamespace(namespace.name())
                .endMetadata()
                .withType("kubernetes.io/dockerconfigjson")
                .withStringData(Map.of(".dockerconfigjson", registry.dockerConfig()))
                .build())
        .create();

    assertThat(state("stranger", image, List.of()).getWaiting().getMessage()).contains("401");
    assertThat(state("known", image, List.of("login")).getRunning()).isNotNull();
  }

  @Test
  @DisplayName("an image that no registry has is not found")
  void missing() {
    assertThat(
            state("missing", Registry.open().missingImage(), List.of()).getWaiting().getMessage())
        .contains("not found");
  }

  /** Of the container once it runs, or once its image could not be pulled. */
  private static ContainerState state(String name, String image, List<String> secrets) {
    var builder =
        new PodBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(namespace.name())
            .endMetadata()
            .withNewSpec()
            .withTerminationGracePeriodSeconds(0L)
            .addNewContainer()
            .withName("only")
            .withImage(image)
            .withImagePullPolicy("Always")
            .withCommand("sleep", "600")
            .endContainer();
    secrets.forEach(secret -> builder.addNewImagePullSecret(secret));
    CLUSTER.admin().resource(builder.endSpec().build()).create();
    Pod pod =
        CLUSTER
            .admin()
            .pods()
            .inNamespace(namespace.name())
            .withName(name)
            .waitUntilCondition(
                seen -> found(seen).filter(RegistryTest::decided).isPresent(),
                SECONDS_MAX,
                TimeUnit.SECONDS);
    return found(pod).orElseThrow();
  }

  private static Optional<ContainerState> found(Pod pod) {
    return pod == null
        ? Optional.empty()
        : pod.getStatus().getContainerStatuses().stream()
            .findFirst()
            .map(status -> status.getState());
  }

  private static boolean decided(ContainerState state) {
    return state.getRunning() != null
        || (state.getWaiting() != null && state.getWaiting().getReason().equals("ErrImagePull"));
  }
}
