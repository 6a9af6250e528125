package dev.slipway.acceptance.cluster;

import dev.slipway.ports.cluster.ContainerAttach;
import dev.slipway.ports.cluster.ContainerExec;
import dev.slipway.ports.cluster.ContainerLog;
import dev.slipway.ports.cluster.DisruptionBudgetStore;
import dev.slipway.ports.cluster.KubeApi;
import dev.slipway.ports.cluster.NamespaceStore;
import dev.slipway.ports.cluster.PodEvents;
import dev.slipway.ports.cluster.PodFeed;
import dev.slipway.ports.cluster.PodStore;
import dev.slipway.ports.cluster.Prerequisites;
import dev.slipway.ports.cluster.SecretStore;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Service accounts with a Role. */
public final class Accounts {
  private static final Duration EFFECT_LIMIT = Duration.ofSeconds(60);
  private static final Duration EFFECT_PAUSE = Duration.ofMillis(10);
  private static final List<Class<?>> PORTS =
      List.of(
          PodStore.class,
          SecretStore.class,
          PodFeed.class,
          ContainerExec.class,
          ContainerAttach.class,
          PodEvents.class,
          DisruptionBudgetStore.class,
          NamespaceStore.class,
          Prerequisites.class,
          ContainerLog.class);

  private Accounts() {}

  /** The rules that the ports' methods say they need: no more and no less. */
  public static List<PolicyRule> rulesOfThePorts() {
    TreeMap<String, Set<String>> verbs = new TreeMap<>();
    Stream.concat(
            PORTS.stream(),
            PORTS.stream().flatMap(port -> Arrays.stream(port.getDeclaredClasses())))
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .map((Method method) -> method.getAnnotation(KubeApi.class))
        .filter(Objects::nonNull)
        .forEach(
            api ->
                verbs
                    .computeIfAbsent(api.resource(), r -> new TreeSet<>())
                    .addAll(List.of(api.verbs())));
    return verbs.entrySet().stream()
        .map(
            rule ->
                new PolicyRuleBuilder()
                    .withApiGroups(rule.getKey().replaceFirst("^[^.]*\\.?", ""))
                    .withResources(rule.getKey().replaceFirst("\\..*", ""))
                    .withVerbs(List.copyOf(rule.getValue()))
                    .build())
        .toList();
  }

  /** For the whole cluster, what no Role can give; the namespace's end removes it. */
  private static void createClusterWide(
      KubernetesClient admin, String namespace, String account, List<PolicyRule> rules) {
    String name = clusterWide(namespace);
    admin
        .resource(
            new ClusterRoleBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withRules(rules)
                .build())
        .create();
    admin
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewRoleRef()
                .withApiGroup("rbac.authorization.k8s.io")
                .withKind("ClusterRole")
                .withName(name)
                .endRoleRef()
                .addNewSubject()
                .withKind("ServiceAccount")
                .withNamespace(namespace)
                .withName(account)
                .endSubject()
                .build())
        .create();
  }

  private static String clusterWide(String namespace) {
    return "slipway-test-" + namespace;
  }

  static void removeClusterWide(KubernetesClient admin, String namespace) {
    admin.rbac().clusterRoleBindings().withName(clusterWide(namespace)).delete();
    admin.rbac().clusterRoles().withName(clusterWide(namespace)).delete();
  }

  static void create(
      KubernetesClient admin, String namespace, String account, List<PolicyRule> rules) {
    admin
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(account)
                .endMetadata()
                .build())
        .create();
    if (rules.isEmpty()) {
      return;
    }
    List<PolicyRule> clusterWide =
        rules.stream().filter(rule -> rule.getResources().contains("namespaces")).toList();
    if (!clusterWide.isEmpty()) {
      createClusterWide(admin, namespace, account, clusterWide);
    }
    admin
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(account)
                .endMetadata()
                .withRules(rules)
                .build())
        .create();
    admin
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(account)
                .endMetadata()
                .withNewRoleRef()
                .withApiGroup("rbac.authorization.k8s.io")
                .withKind("Role")
                .withName(account)
                .endRoleRef()
                .addNewSubject()
                .withKind("ServiceAccount")
                .withNamespace(namespace)
                .withName(account)
                .endSubject()
                .build())
        .create();
    for (PolicyRule rule : clusterWide.isEmpty() ? rules.subList(0, 1) : rules) {
      awaitEffect(admin, namespace, account, rule);
    }
  }

  /** An API server knows of a new binding a moment after it was made. */
  private static void awaitEffect(
      KubernetesClient admin, String namespace, String account, PolicyRule rule) {
    String[] resource = rule.getResources().getFirst().split("/", 2);
    SubjectAccessReview review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser("system:serviceaccount:%s:%s".formatted(namespace, account))
            .withNewResourceAttributes()
            .withNamespace(namespace)
            .withVerb(rule.getVerbs().getFirst())
            .withGroup(rule.getApiGroups().getFirst())
            .withResource(resource[0])
            .withSubresource(resource.length > 1 ? resource[1] : null)
            .endResourceAttributes()
            .endSpec()
            .build();
    long deadline = System.nanoTime() + EFFECT_LIMIT.toNanos();
    while (!admin.resource(review).create().getStatus().getAllowed()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the Role of " + account + " has no effect");
      }
      LockSupport.parkNanos(EFFECT_PAUSE.toNanos());
    }
  }
}
