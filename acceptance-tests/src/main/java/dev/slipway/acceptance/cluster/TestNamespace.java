package dev.slipway.acceptance.cluster;

import dev.slipway.ports.cluster.ClusterConnection;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A namespace for one test class. Closing it removes it and proves that nothing is left. */
public final class TestNamespace implements AutoCloseable {
  private static final long SECONDS_MAX = 120;

  private final TestCluster cluster;
  private final String name;
  private final Path caFile;

  private TestNamespace(TestCluster cluster, String name, Path caFile) {
    this.cluster = cluster;
    this.name = name;
    this.caFile = caFile;
  }

  static TestNamespace create(TestCluster cluster, String word) {
    String name =
        word + "-" + Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36 * 36), 36);
    KubernetesClient admin = cluster.admin();
    admin
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("slipway-test", "true")
                .endMetadata()
                .build())
        .create();
    // No pod can be made before its default account is there.
    admin
        .serviceAccounts()
        .inNamespace(name)
        .withName("default")
        .waitUntilCondition(Objects::nonNull, SECONDS_MAX, TimeUnit.SECONDS);
    return new TestNamespace(cluster, name, caFile(admin.getConfiguration()));
  }

  private static Path caFile(Config config) {
    try {
      if (config.getCaCertFile() != null) {
        return Path.of(config.getCaCertFile());
      }
      Path file = Files.createTempFile("test-cluster-ca", ".crt");
      file.toFile().deleteOnExit();
      return Files.write(file, Base64.getDecoder().decode(config.getCaCertData()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String name() {
    return name;
  }

  /** The connection of an account that may do, in this namespace, exactly what the rules say. */
  public ClusterConnection accountWith(List<PolicyRule> rules) {
    KubernetesClient admin = cluster.admin();
    String account = "may-" + UUID.randomUUID();
    Accounts.create(admin, name, account, rules);
    TokenRequest token =
        admin
            .serviceAccounts()
            .inNamespace(name)
            .withName(account)
            .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build());
    return new ClusterConnection(
        Optional.of(admin.getMasterUrl().toString()),
        Optional.of(caFile),
        Optional.empty(),
        Optional.empty(),
        Optional.of(token.getStatus().getToken()),
        Optional.empty(),
        "slipway-tests");
  }

  /** Removes the namespace; fails when it, a pod or a Secret of it is still there after that. */
  @Override
  public void close() {
    KubernetesClient admin = cluster.admin();
    Accounts.removeClusterWide(admin, name);
    admin.namespaces().withName(name).delete();
    admin
        .namespaces()
        .withName(name)
        .waitUntilCondition(Objects::isNull, SECONDS_MAX, TimeUnit.SECONDS);
    int pods = admin.pods().inNamespace(name).list().getItems().size();
    int secrets = admin.secrets().inNamespace(name).list().getItems().size();
    if (pods + secrets > 0) {
      throw new IllegalStateException(
          "namespace %s is removed, but %d pods and %d Secrets of it are left"
              .formatted(name, pods, secrets));
    }
  }
}
