package dev.slipway.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.cluster.TestCluster;
import dev.slipway.acceptance.cluster.TestNamespace;
import dev.slipway.adapter.fabric8.Fabric8PodRenderer;
import dev.slipway.adapter.official.OfficialPodRenderer;
import dev.slipway.domain.tree.Tree;
import dev.slipway.domain.tree.TreeJson;
import dev.slipway.ports.cluster.PodRenderer;
import dev.slipway.ports.cluster.contract.GoldenPods;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The API server takes each golden pod, in a dry run that refuses fields it does not know. */
class DryRunTest {
  /** Pods that ask for what this cluster does not have, and what it says of them. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "pod-scheduling", "no PriorityClass with name ci-high was found",
          "pod-security", "`hostUsers` must be false to use `Unmasked`",
          "runtime-class.json", "RuntimeClass \"myclass\" not found",
          // Names that newer clusters take no more.
          "lifecycle.json", "a valid HTTP header must consist of alphanumeric characters",
          "pod-affinity.json", "Invalid value: \"namespace_1\"",
          "node-affinity.json", "\"cpu_type\": not a valid field selector key");

  private static final Path EXAMPLES = examples();
  private static TestNamespace namespace;

  @BeforeAll
  static void open() {
    namespace = TestCluster.get().namespace("dry");
    TestCluster.get()
        .admin()
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(namespace.name())
                .withName("builder")
                .endMetadata()
                .build())
        .create();
  }

  @AfterAll
  static void close() {
    namespace.close();
  }

  private static Path examples() {
    Path here = Path.of("").toAbsolutePath();
    Path top = Files.isDirectory(here.resolve("app")) ? here : here.resolve("..").normalize();
    return top.resolve("app/src/test/resources/examples");
  }

  @TestFactory
  @DisplayName("golden pods and those of the examples are taken")
  List<DynamicTest> taken() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Map<String, PodRenderer> renderers =
        Map.of("fabric8", new Fabric8PodRenderer(), "official", new OfficialPodRenderer());
    renderers.forEach(
        (client, renderer) ->
            GoldenPods.pods()
                .forEach(
                    (name, plan) ->
                        tests.add(
                            DynamicTest.dynamicTest(
                                name + " by " + client, () -> check(name, renderer.json(plan))))));
    try (var files = Files.list(EXAMPLES)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".json")).toList()) {
        tests.add(
            DynamicTest.dynamicTest(
                file.getFileName().toString(),
                () -> check(file.getFileName().toString(), Files.readString(file))));
      }
    }
    assertThat(tests).hasSizeGreaterThan(20);
    return tests;
  }

  private static void check(String name, String json) {
    Tree.Branch pod = (Tree.Branch) TreeJson.read(json).orElseThrow();
    Tree.Branch metadata = (Tree.Branch) pod.get("metadata").orElseThrow();
    Tree here = pod.with("metadata", metadata.with("namespace", new Tree.Text(namespace.name())));
    // A patch may bring a field of a Kubernetes to come: that one is only warned of.
    String strictness = name.equals("pod-patched") ? "Warn" : "Strict";
    String uri =
        "/api/v1/namespaces/%s/pods?dryRun=All&fieldValidation=%s"
            .formatted(namespace.name(), strictness);
    String refusal = "";
    try {
      TestCluster.get().admin().raw(uri, "POST", TreeJson.write(here));
    } catch (KubernetesClientException e) {
      refusal = String.valueOf(e.getMessage());
    }
    String expected = REFUSED.getOrDefault(name, "");
    if (expected.isEmpty()) {
      assertThat(refusal).isEmpty();
    } else {
      assertThat(refusal).contains(expected);
    }
  }
}
