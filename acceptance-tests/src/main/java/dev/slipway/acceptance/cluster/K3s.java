package dev.slipway.acceptance.cluster;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * k3s in a container of the engine that {@code DOCKER_HOST} or {@code /var/run/docker.sock} leads
 * to. Variables of the environment:
 *
 * <ul>
 *   <li>{@code K3S_IMAGE}: another image than {@value #IMAGE}
 *   <li>{@code K3S_PRIVILEGED}: {@code true}, {@code false}, or {@code auto} (the default): not
 *       privileged where the engine itself may not do everything and so refuses
 *   <li>{@code K3S_CAPABILITIES} and {@code K3S_DEVICES}: what a container gets that is not
 *       privileged, with commas between; else {@value #CAPABILITIES} and {@value #DEVICES}
 * </ul>
 */
final class K3s implements AutoCloseable {
  static final String IMAGE = "rancher/k3s:v1.34.1-k3s1";
  static final String CAPABILITIES = "SYS_ADMIN,NET_ADMIN,SYS_PTRACE,SYSLOG";
  static final String DEVICES = "/dev/kmsg";

  private static final Logger LOG = Logger.getLogger(K3s.class.getName());
  private static final Duration START_LIMIT = Duration.ofMinutes(4);
  private static final int STOP_SECONDS_MAX = 20;
  private static final Path SOCKET = Path.of("/var/run/docker.sock");

  private final K3sContainer container;
  private final Path kubeconfig;
  private final AtomicBoolean open = new AtomicBoolean(true);

  private K3s(K3sContainer container) {
    this.container = container;
    try {
      kubeconfig =
          Files.createTempFile(
              "k3s",
              ".kubeconfig",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(kubeconfig, container.getKubeConfigYaml());
    } catch (IOException e) {
      throw new UncheckedIOException("writing the kubeconfig of k3s", e);
    }
  }

  /** Whether an engine answers and has the image already. */
  static boolean atHand(Map<String, String> environment) {
    if (!environment.containsKey("DOCKER_HOST") && !Files.isReadable(SOCKET)) {
      return false; // asking for an engine that is not there takes seconds
    }
    try {
      if (!DockerClientFactory.instance().isDockerAvailable()) {
        return false;
      }
      DockerClientFactory.lazyClient().inspectImageCmd(image(environment)).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    } catch (DockerException e) {
      LOG.warning(() -> "the container engine does not say which images it has: " + e.getMessage());
      return false;
    }
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @throws ContainerLaunchException when it does not come up
   */
  static K3s start(Map<String, String> environment) {
    return switch (environment.getOrDefault("K3S_PRIVILEGED", "auto")) {
      case "true" -> started(privileged(environment));
      case "false" -> started(restricted(environment));
      case "auto" -> {
        try {
          yield started(privileged(environment));
        } catch (ContainerLaunchException e) {
          if (!isRefusal(e)) {
            throw e;
          }
          LOG.info("the engine cannot make a privileged container; trying one that is not");
          yield started(restricted(environment));
        }
      }
      default ->
          throw new IllegalStateException(
              "K3S_PRIVILEGED=%s is not known: use auto, true or false"
                  .formatted(environment.get("K3S_PRIVILEGED")));
    };
  }

  private static K3s started(K3sContainer container) {
    container.start();
    return new K3s(container);
  }

  private static String image(Map<String, String> environment) {
    return environment.getOrDefault("K3S_IMAGE", IMAGE);
  }

  private static K3sContainer privileged(Map<String, String> environment) {
    return new K3sContainer(
            DockerImageName.parse(image(environment)).asCompatibleSubstituteFor("rancher/k3s"))
        .withStartupTimeout(START_LIMIT);
  }

  private static K3sContainer restricted(Map<String, String> environment) {
    Capability[] capabilities =
        words(environment, "K3S_CAPABILITIES", CAPABILITIES).stream()
            .map(Capability::valueOf)
            .toArray(Capability[]::new);
    List<Device> devices =
        words(environment, "K3S_DEVICES", DEVICES).stream()
            .map(path -> new Device("rwm", path, path))
            .toList();
    return privileged(environment)
        .withPrivilegedMode(false)
        .withCreateContainerCmdModifier(
            command ->
                Optional.ofNullable(command.getHostConfig())
                    .orElseGet(HostConfig::newHostConfig)
                    .withCapAdd(capabilities)
                    .withDevices(devices)
                    .withCgroupnsMode("private")
                    .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined")));
  }

  private static List<String> words(Map<String, String> environment, String name, String usual) {
    return Arrays.stream(environment.getOrDefault(name, usual).split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static boolean isRefusal(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (String.valueOf(at.getMessage()).contains("operation not permitted")) {
        return true;
      }
    }
    return false;
  }

  /** The administrator's kubeconfig, with an address that this machine reaches. */
  Path kubeconfig() {
    return kubeconfig;
  }

  /** Ends it as its users would, so that it takes back what it left outside its container. */
  @Override
  public void close() {
    if (!open.getAndSet(false)) {
      return;
    }
    DockerClientFactory.lazyClient()
        .stopContainerCmd(container.getContainerId())
        .withTimeout(STOP_SECONDS_MAX)
        .exec();
    container.stop();
    try {
      Files.deleteIfExists(kubeconfig);
    } catch (IOException e) {
      throw new UncheckedIOException("removing " + kubeconfig, e);
    }
  }
}
