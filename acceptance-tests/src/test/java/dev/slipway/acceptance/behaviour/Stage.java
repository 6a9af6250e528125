package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.cluster.HelperImage;
import dev.slipway.acceptance.cluster.TestCluster;
import dev.slipway.acceptance.cluster.TestNamespace;
import dev.slipway.acceptance.coordinator.Coordinator;
import dev.slipway.acceptance.coordinator.CoordinatorOptions;
import dev.slipway.acceptance.store.ObjectStore;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.ports.cluster.ClusterConnection;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** What a class of behaviours plays on: a namespace of its own, and a GitLab of its own. */
final class Stage implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(90);

  private final TestCluster cluster = TestCluster.get();
  private final TestNamespace namespace;
  private final Coordinator gitlab;
  private final Path folder;
  private final String clusterKeys;
  private Optional<ClusterConnection> powerless = Optional.empty();
  private final List<Meeting> meetings = new ArrayList<>();
  private final List<TestProxy> proxies = new ArrayList<>();

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

  /** The address of a proxy that knows GitLab by another name. */
  private synchronized String proxy() {
    try {
      if (proxies.isEmpty()) {
        proxies.add(new TestProxy(gitlab.url()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("starting a proxy", e);
    }
    return "http://" + gitlab.url().getHost() + ":" + proxies.getFirst().port();
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
    String withStore =
        withHelper.contains("{{store}}")
            ? withHelper
                .replace("{{store}}", gitlab.url().getHost() + ":" + ObjectStore.get().port())
                .replace("{{store-key}}", ObjectStore.ACCESS_KEY)
                .replace("{{store-secret}}", ObjectStore.SECRET_KEY)
                .replace("{{store-bucket}}", ObjectStore.BUCKET)
            : withHelper;
    String withProxy =
        withStore.contains("{{proxy}}") ? withStore.replace("{{proxy}}", proxy()) : withStore;
    return withProxy
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
    assertThat(exec(pod(job), "build", "touch", "/tmp/go-on")).isZero();
  }

  /** The pod of a job. */
  Pod pod(long job) {
    return cluster
        .admin()
        .pods()
        .inNamespace(namespace())
        .withLabel("slipway.dev/job-id", Long.toString(job))
        .list()
        .getItems()
        .getFirst();
  }

  /** What a shell command in a container prints; fails where it does not end well. */
  String output(Pod pod, String container, String command) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (ExecWatch running =
        cluster
            .admin()
            .pods()
            .resource(pod)
            .inContainer(container)
            .writingOutput(printed)
            .exec("sh", "-c", command)) {
      assertThat(running.exitCode()).succeedsWithin(LIMIT).isEqualTo(0);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** The files that hold one of these texts, wherever they are in a container. */
  List<String> filesHolding(Pod pod, String container, String... texts) {
    StringBuilder command = new StringBuilder("grep -rlsF");
    for (String text : texts) {
      command.append(" -e '").append(text).append('\'');
    }
    command.append(" / --exclude-dir=proc --exclude-dir=sys --exclude-dir=dev || true");
    return output(pod, container, command.toString()).lines().sorted().toList();
  }

  /** Runs a command in a container; its exit code, or -1 where it did not come to an end. */
  int exec(Pod pod, String container, String... command) {
    try (ExecWatch running =
        cluster
            .admin()
            .pods()
            .resource(pod)
            .inContainer(container)
            .redirectingOutput()
            .exec(command)) {
      return running.exitCode().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /** The keys that let a manager do everything, as they stand in a configuration. */
  String adminKeys() {
    return clusterKeys;
  }

  /** The keys of an account that may do nothing. */
  synchronized String powerlessKeys() {
    ClusterConnection connection = powerless.orElseGet(() -> namespace.accountWith(List.of()));
    powerless = Optional.of(connection);
    return keysOf(connection);
  }

  /** The keys of an account, as they stand in a configuration. */
  static String keysOf(ClusterConnection account) {
    return "    host = \"%s\"\n    ca_file = \"%s\"\n    bearer_token = \"%s\"\n"
        .formatted(
            account.host().orElseThrow(),
            account.caFile().orElseThrow(),
            account.bearerToken().orElseThrow());
  }

  /** A configuration of an account that may do, in this namespace, exactly what the rules say. */
  String configOf(ClusterConnection account, String template, ClusterClient client, String token) {
    return config(template.replace("    {{cluster}}\n", keysOf(account)), client, token, "");
  }

  ClusterConnection accountWith(List<PolicyRule> rules) {
    return namespace.accountWith(rules);
  }

  /** Waits until nothing of a manager's jobs is left, and fails if something stays. */
  void assertNothingLeft(String systemId) {
    assertNothingLeft(systemId, LIMIT);
  }

  /** As above, within another time. */
  void assertNothingLeft(String systemId, Duration limit) {
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
    assertThat(pods.informOnCondition(List::isEmpty)).succeedsWithin(limit);
    assertThat(secrets.informOnCondition(List::isEmpty)).succeedsWithin(limit);
  }

  @Override
  public void close() throws IOException {
    meetings.forEach(Meeting::close);
    proxies.forEach(TestProxy::close);
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
