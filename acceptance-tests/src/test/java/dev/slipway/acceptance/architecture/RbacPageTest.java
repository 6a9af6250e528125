package dev.slipway.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.KubeApi;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The page on permissions comes from the annotations of the ports and from who calls them; {@code
 * -Dgolden=write} renews it.
 */
class RbacPageTest {
  private static final Path PAGE = Repository.TOP.resolve("docs/reference/rbac.md");

  private static final Path MANIFESTS = Repository.TOP.resolve("docs/how-to/deploy/slipway.yaml");

  private static final String HEAD =
      """
      # Permissions in the cluster

      <!-- Generated from the @KubeApi annotations by RbacPageTest; renew with: make golden -->

      What the manager asks of the Kubernetes API, in the runner's `namespace`. Cluster-wide permissions it needs for one setting alone, [`namespace_per_job`](#a-namespace-for-each-job).
      Each line is a method of a port with the permission it needs, and the class that calls it.

      | Port | Resource | Verbs | Called by |
      | --- | --- | --- | --- |
      """;

  private static final String ROLE =
      """

      A Role with exactly what this version calls. Bind it to the service account that the manager runs as, in each
      namespace that a runner names.

      ```yaml
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata:
        name: slipway
      rules:
      """;

  private static final String NAMESPACES = "namespaces";

  private static final String CLUSTER_ROLE =
      """
      ```

      `pods/attach` and `pods/exec` are opened by a GET that becomes a WebSocket; newer API servers ask for `create` as well, older
      ones for `get` alone. `poddisruptionbudgets` are needed with `pod_disruption_budget = true` alone; without `events` the log of a
      job that fails lacks the cluster's warnings. `serviceaccounts`, and `get` of `secrets`, are needed with `resource_availability_check_max_attempts` alone;
      without them nothing is looked at, and the log says so.

      ## A namespace for each job

      With `namespace_per_job = true` the manager makes namespaces, and needs the rules above in all of them: as a ClusterRole with
      these rules more, bound by a ClusterRoleBinding.

      ```yaml
      """;

  private static final String TAIL =
      """
      ```
      """;

  private record Permission(String port, String resource, Set<String> verbs, Set<String> callers) {}

  @Test
  @DisplayName("docs/reference/rbac.md says what the ports say")
  void current() throws IOException {
    String page = page(permissions());
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/reference/rbac.md is stale: renew it with make golden")
        .isEqualTo(page);
  }

  @Test
  @DisplayName("the manifests of the deployment grant the documented Role")
  void deployed() throws IOException {
    String manifests = Files.readString(MANIFESTS);
    int from = manifests.indexOf("rules:\n") + "rules:\n".length();
    int to = manifests.indexOf("---\n", from);
    String renewed = manifests.substring(0, from) + rules(permissions()) + manifests.substring(to);
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(MANIFESTS, renewed);
    }
    assertThat(Files.readString(MANIFESTS))
        .as("docs/how-to/deploy/slipway.yaml is stale: renew it with make golden")
        .isEqualTo(renewed);
  }

  private static String rules(List<Permission> permissions) {
    StringBuilder rules = new StringBuilder();
    verbsByResource(permissions)
        .forEach(
            (resource, verbs) ->
                rules.append(resource.equals(NAMESPACES) ? "" : rule(resource, verbs)));
    return rules.toString();
  }

  private static String page(List<Permission> permissions) {
    StringBuilder page = new StringBuilder(HEAD);
    for (Permission permission : permissions) {
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  permission.port(),
                  permission.resource(),
                  String.join(", ", permission.verbs()),
                  permission.callers().isEmpty()
                      ? "nobody yet"
                      : String.join(", ", permission.callers())));
    }
    page.append(ROLE);
    page.append(rules(permissions));
    page.append(CLUSTER_ROLE);
    page.append(rule(NAMESPACES, verbsByResource(permissions).getOrDefault(NAMESPACES, Set.of())));
    return page.append(TAIL).toString();
  }

  private static String rule(String resource, Set<String> verbs) {
    return """
      - apiGroups: ["%s"]
        resources: ["%s"]
        verbs: [%s]
    """
        .formatted(
            resource.replaceFirst("^[^.]*\\.?", ""),
            resource.replaceFirst("\\..*", ""),
            verbs.stream().map(verb -> '"' + verb + '"').collect(Collectors.joining(", ")));
  }

  private static Map<String, Set<String>> verbsByResource(List<Permission> permissions) {
    Map<String, Set<String>> verbs = new TreeMap<>();
    permissions.stream()
        .filter(permission -> !permission.callers().isEmpty())
        .forEach(
            permission ->
                verbs
                    .computeIfAbsent(permission.resource(), _ -> new TreeSet<>())
                    .addAll(permission.verbs()));
    return verbs;
  }

  private static List<Permission> permissions() {
    Map<String, Set<String>> callers = callers();
    List<Permission> permissions = new ArrayList<>();
    for (RecordComponent component : ClusterPorts.class.getRecordComponents()) {
      for (Method method : component.getType().getDeclaredMethods()) {
        KubeApi api = method.getAnnotation(KubeApi.class);
        if (api != null) {
          String port = component.getType().getSimpleName() + "." + method.getName();
          permissions.add(
              new Permission(
                  port,
                  api.resource(),
                  new TreeSet<>(List.of(api.verbs())),
                  callers.getOrDefault(port, Set.of())));
        }
      }
    }
    permissions.sort(Comparator.comparing(Permission::port));
    return permissions;
  }

  private static Map<String, Set<String>> callers() {
    Map<String, Set<String>> callers = new TreeMap<>();
    for (JavaClass type : new ClassFileImporter().importPackages("dev.slipway.app")) {
      Stream.concat(
              type.getMethodCallsFromSelf().stream().map(call -> call.getTarget()),
              type.getMethodReferencesFromSelf().stream().map(reference -> reference.getTarget()))
          .filter(target -> target.getOwner().getPackageName().equals("dev.slipway.ports.cluster"))
          .forEach(
              target ->
                  callers
                      .computeIfAbsent(
                          target.getOwner().getSimpleName() + "." + target.getName(),
                          _ -> new TreeSet<>())
                      .add("`" + topLevel(type).getSimpleName() + "`"));
    }
    return callers;
  }

  private static JavaClass topLevel(JavaClass type) {
    return type.getEnclosingClass().map(RbacPageTest::topLevel).orElse(type);
  }
}
