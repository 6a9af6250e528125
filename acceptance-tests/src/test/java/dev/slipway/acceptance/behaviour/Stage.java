package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.cluster.HelperImage;
import dev.slipway.acceptance.cluster.TestCluster;
import dev.slipway.acceptance.cluster.TestNamespace;
import dev.slipway.acceptance.coordinator.Coordinator;
import dev.slipway.acceptance.coordinator.CoordinatorOptions;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.ports.cluster.ClusterConnection;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** What a class of behaviours plays on: a namespace of its own, and a GitLab of its own. */
final class Stage implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(90);

  private final TestCluster cluster = TestCluster.get();
  private final TestNamespace namespace;
  private final Coordinator gitlab;
  private final Path folder;
  private final String clusterKeys;
  private final List<Meeting> meetings = new ArrayList<>();

  Stage(String word) throws IOException {
    this(word, CoordinatorOptions.defaults());
  }

  Stage(String word, CoordinatorOptions options) throws IOException {
    folder = Files.createTempDirectory("behaviours");
    clusterKeys = ClusterKeys.of(cluster.kubeconfig(), folder);
    namespace = cluster.namespace(word);
    gitlab = Coordinator.start(options.withLongPoll(Duration.ofSeconds(10)));
    Projects.addTo(gitlab);
  }

  Coordinator gitlab() {
    return gitlab;
  }

  String namespace() {
    return namespace.name();
  }

  TestCluster cluster() {
    return cluster;
  }

  /** The address of a meeting of so many jobs; the same one for all who ask for as many. */
  synchronized String meeting(int members) throws IOException {
    if (meetings.isEmpty()) {
      meetings.add(new Meeting(members));
    }
    return "http://" + gitlab.url().getHost() + ":" + meetings.getFirst().port();
  }

  /** A token that GitLab knows from now on; its short form is {@code behaviour}. */
  String newRunner() {
    String token = "glrt-behaviour" + UUID.randomUUID().toString().replace("-", "");
    gitlab.runners().add(token);
    return token;
  }

  /** The configuration with its placeholders filled in; {@code {{token2}}} is a second runner. */
  String config(String template, ClusterClient client, String token, String token2) {
    String withHelper =
        template.contains("{{helper}}")
            ? template.replace("{{helper}}", HelperImage.name())
            : template;
    return withHelper
        .replace("{{url}}", gitlab.url().toString())
        .replace("{{token}}", token)
        .replace("{{token2}}", token2)
        .replace("{{namespace}}", namespace.name())
        .replace("{{client}}", client.name().toLowerCase(Locale.ROOT))
        .replace("    {{cluster}}\n", clusterKeys);
  }

  /** Waits until there is a pod of a manager's jobs. */
  void awaitPod(String systemId) {
    var pods =
        cluster
            .admin()
            .pods()
            .inNamespace(namespace())
            .withLabel("slipway.dev/system-id", systemId);
    assertThat(pods.informOnCondition(found -> !found.isEmpty())).succeedsWithin(LIMIT);
  }

  /** Makes the file {@code /tmp/go-on} in the build container of a job. */
  void goOn(long job) {
    Pod pod =
        cluster
            .admin()
            .pods()
            .inNamespace(namespace())
            .withLabel("slipway.dev/job-id", Long.toString(job))
            .list()
            .getItems()
            .getFirst();
    try (ExecWatch touch =
        cluster
            .admin()
            .pods()
            .resource(pod)
            .inContainer("build")
            .redirectingOutput()
            .exec("touch", "/tmp/go-on")) {
      assertThat(touch.exitCode()).succeedsWithin(LIMIT).isEqualTo(0);
    }
  }

  /** The same, with an account that may do, in this namespace, exactly what the rules say. */
  String configOf(ClusterConnection account, String template, ClusterClient client, String token) {
    String keys =
        "    host = \"%s\"\n    ca_file = \"%s\"\n    bearer_token = \"%s\"\n"
            .formatted(
                account.host().orElseThrow(),
                account.caFile().orElseThrow(),
                account.bearerToken().orElseThrow());
    return config(template.replace("    {{cluster}}\n", keys), client, token, "");
  }

  ClusterConnection accountWith(List<PolicyRule> rules) {
    return namespace.accountWith(rules);
  }

  /** Waits until nothing of a manager's jobs is left, and fails if something stays. */
  void assertNothingLeft(String systemId) {
    var pods =
        cluster
            .admin()
            .pods()
            .inNamespace(namespace())
            .withLabel("slipway.dev/system-id", systemId);
    var secrets =
        cluster
            .admin()
            .secrets()
            .inNamespace(namespace())
            .withLabel("slipway.dev/system-id", systemId);
    assertThat(pods.informOnCondition(List::isEmpty)).succeedsWithin(LIMIT);
    assertThat(secrets.informOnCondition(List::isEmpty)).succeedsWithin(LIMIT);
  }

  @Override
  public void close() throws IOException {
    meetings.forEach(Meeting::close);
    gitlab.close();
    namespace.close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
