package dev.slipway.acceptance.cluster;

import dev.slipway.ports.cluster.ContainerAttach;
import dev.slipway.ports.cluster.ContainerExec;
import dev.slipway.ports.cluster.KubeApi;
import dev.slipway.ports.cluster.PodEvents;
import dev.slipway.ports.cluster.PodFeed;
import dev.slipway.ports.cluster.PodStore;
import dev.slipway.ports.cluster.SecretStore;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Service accounts with a Role. */
public final class Accounts {
  private static final List<Class<?>> PORTS =
      List.of(
          PodStore.class,
          SecretStore.class,
          PodFeed.class,
          ContainerExec.class,
          ContainerAttach.class,
          PodEvents.class);

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
                    .withApiGroups("")
                    .withResources(rule.getKey())
                    .withVerbs(List.copyOf(rule.getValue()))
                    .build())
        .toList();
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
  }
}
