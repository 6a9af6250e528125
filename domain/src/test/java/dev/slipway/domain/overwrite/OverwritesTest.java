package dev.slipway.domain.overwrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.pod.PodMetadata;
import dev.slipway.domain.pod.SchedulingPlan;
import dev.slipway.domain.pod.SchedulingPlan.Toleration;
import dev.slipway.domain.settings.AllowedPattern;
import dev.slipway.domain.settings.ContainerResources;
import dev.slipway.domain.settings.IdentitySettings;
import dev.slipway.domain.settings.KubernetesSettings;
import dev.slipway.domain.settings.OverwriteSettings;
import dev.slipway.domain.settings.PodResources;
import dev.slipway.domain.settings.Quantity;
import dev.slipway.domain.settings.ResourceName;
import dev.slipway.domain.settings.SecretText;
import dev.slipway.domain.variable.JobVariables;
import dev.slipway.domain.variable.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OverwritesTest {
  private static final ContainerResources ONE_CPU =
      new ContainerResources(
          Map.of(ResourceName.CPU, Quantity.parse("1")),
          Map.of(ResourceName.CPU, Quantity.parse("1")));

  @Test
  @DisplayName("a choice without a rule has no effect")
  void off() throws FailureException {
    Overwrites.Chosen chosen =
        Overwrites.of(
            settings(OverwriteSettings.NONE),
            variables(
                "KUBERNETES_NAMESPACE_OVERWRITE=x",
                "KUBERNETES_BEARER_TOKEN=t",
                "KUBERNETES_CPU_LIMIT=99",
                "KUBERNETES_POD_LABELS_1=a=b",
                "KUBERNETES_NODE_TOLERATIONS_1=a"));
    assertThat(chosen.settings()).isEqualTo(settings(OverwriteSettings.NONE));
    assertThat(chosen.bearerToken()).isEmpty();
    assertThat(chosen.lines()).isEmpty();
  }

  @Test
  @DisplayName("namespace, account and token are taken, variables in them expanded")
  void texts() throws FailureException {
    Overwrites.Chosen chosen =
        Overwrites.of(
            settings(rules("ci-.*")),
            variables(
                "CI_COMMIT_REF_SLUG=main",
                "KUBERNETES_NAMESPACE_OVERWRITE=ci-${CI_COMMIT_REF_SLUG}",
                "KUBERNETES_SERVICE_ACCOUNT_OVERWRITE=ci-account",
                "KUBERNETES_BEARER_TOKEN=t0ken"));
    assertThat(chosen.settings().identity().namespace()).isEqualTo("ci-main");
    assertThat(chosen.settings().identity().serviceAccount()).contains("ci-account");
    assertThat(chosen.bearerToken()).contains(new SecretText("t0ken"));
    assertThat(chosen.lines())
        .containsExactly(
            "\"Namespace\" overwritten with \"ci-main\"",
            "\"ServiceAccount\" overwritten with \"ci-account\"",
            "\"BearerToken\" overwritten with \"XXXXXXXX...\"");
  }

  @Test
  @DisplayName("what the rule does not allow fails the job and names variable and rule")
  void refused() {
    assertRefused(
        "couldn't prepare overwrites: provided value \"prod\" does not match \"ci-.*\" (variable KUBERNETES_NAMESPACE_OVERWRITE)",
        "KUBERNETES_NAMESPACE_OVERWRITE=prod");
    assertRefused(
        "couldn't prepare overwrites: provided value \"ci-x\" does not match \"k=v\" (variable KUBERNETES_POD_ANNOTATIONS_1)",
        "KUBERNETES_POD_ANNOTATIONS_1=ci-x");
  }

  @Test
  @DisplayName("maps: later variables win, configured keys that are not chosen stay")
  void maps() throws FailureException {
    Overwrites.Chosen chosen =
        Overwrites.of(
            settings(rules(".*")),
            variables(
                "KUBERNETES_POD_ANNOTATIONS_1=key=one",
                "KUBERNETES_POD_ANNOTATIONS_2=key=two=2",
                "KUBERNETES_POD_ANNOTATIONS_OVERWRITE_ALLOWED=no pair",
                "KUBERNETES_POD_LABELS_A=team=b",
                "KUBERNETES_NODE_SELECTOR_ARCH=kubernetes.io/arch=arm64"));
    assertThat(chosen.settings().metadata().annotations())
        .isEqualTo(Map.of("configured", "yes", "key", "two=2"));
    assertThat(chosen.settings().metadata().labels()).isEqualTo(Map.of("team", "b"));
    assertThat(chosen.settings().scheduling().nodeSelector())
        .isEqualTo(Map.of("disk", "ssd", "kubernetes.io/arch", "arm64"));
    assertThat(chosen.lines()).contains("\"PodAnnotations\" \"key\" overwritten with \"two=2\"");
  }

  @Test
  @DisplayName("tolerations: effect behind a colon, an empty value tolerates everything")
  void tolerations() throws FailureException {
    Overwrites.Chosen chosen =
        Overwrites.of(
            settings(rules(".*")),
            variables(
                "KUBERNETES_NODE_TOLERATIONS_1=role=ci:NoExecute",
                "KUBERNETES_NODE_TOLERATIONS_2=only-key:NoSchedule",
                "KUBERNETES_NODE_TOLERATIONS_3="));
    assertThat(chosen.settings().scheduling().tolerations())
        .containsExactly(
            new Toleration("role", Optional.of("ci"), "NoExecute"),
            new Toleration("only-key", Optional.empty(), "NoSchedule"),
            new Toleration("", Optional.empty(), ""));
  }

  @Test
  @DisplayName("resources: up to the maximum in any notation, and it may be less than configured")
  void resources() throws FailureException {
    Overwrites.Chosen chosen =
        Overwrites.of(
            settings(rules(".*")),
            variables("KUBERNETES_CPU_LIMIT=1000m", "KUBERNETES_HELPER_CPU_REQUEST=10m"));
    PodResources resources = chosen.settings().resources();
    assertThat(resources.build().limits().get(ResourceName.CPU)).hasToString("1000m");
    assertThat(resources.helper().requests().get(ResourceName.CPU)).hasToString("10m");
    assertThat(resources.build().requests()).isEmpty();
    assertThat(chosen.lines())
        .containsExactly(
            "\"CPULimit\" overwritten with \"1000m\"",
            "\"HelperCPURequest\" overwritten with \"10m\"");
    assertRefused(
        "couldn't prepare overwrites: invalid build limits specified: the resource \"CPULimit\" requested \"1001m\" is higher than limit allowed \"1\"",
        "KUBERNETES_CPU_LIMIT=1001m");
    assertRefused(
        "couldn't prepare overwrites: invalid Pod requests specified: parsing resource limit: \"much\" is not a quantity; write for example \"500m\", \"2\", \"128Mi\" or \"1.5Gi\"",
        "KUBERNETES_POD_CPU_REQUEST=much");
  }

  @Test
  @DisplayName("a service's own variables change its resources, by the same maxima")
  void service() throws FailureException {
    PodResources maxima = rules(".*").maxima();
    List<String> lines = new ArrayList<>();
    ContainerResources service =
        ResourceOverwrites.ofService(
            PodResources.NONE,
            maxima,
            List.of(Variable.internal("KUBERNETES_SERVICE_CPU_LIMIT", "500m")),
            lines);
    assertThat(service.limits().get(ResourceName.CPU)).hasToString("500m");
    assertThat(lines).containsExactly("\"ServiceCPULimit\" overwritten with \"500m\"");
    assertThatThrownBy(
            () ->
                ResourceOverwrites.ofService(
                    PodResources.NONE,
                    maxima,
                    List.of(Variable.internal("KUBERNETES_SERVICE_CPU_LIMIT", "2")),
                    lines))
        .hasMessageStartingWith(
            "couldn't prepare explicit service overwrites: invalid service limits specified:");
  }

  private static void assertRefused(String text, String... variables) {
    String rule = text.contains("ci-.*") || text.contains("ci-x") ? "ci-.*" : ".*";
    assertThatThrownBy(() -> Overwrites.of(settings(rules(rule)), variables(variables)))
        .isInstanceOf(FailureException.class)
        .hasMessage(text);
  }

  private static OverwriteSettings rules(String regex) {
    Optional<AllowedPattern> rule = Optional.of(AllowedPattern.parse(regex));
    return new OverwriteSettings(
        rule,
        rule,
        true,
        rule,
        rule,
        rule,
        rule,
        new PodResources(ONE_CPU, ONE_CPU, ONE_CPU, ONE_CPU));
  }

  private static KubernetesSettings settings(OverwriteSettings rules) {
    return KubernetesSettings.DEFAULTS
        .overwritten(
            IdentitySettings.DEFAULTS,
            PodResources.NONE,
            SchedulingPlan.onNodes(Map.of("disk", "ssd")),
            new PodMetadata(Map.of(), Map.of("configured", "yes")))
        .withOverwrites(rules);
  }

  private static JobVariables variables(String... pairs) {
    List<Variable> variables = new ArrayList<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      variables.add(
          new Variable(
              pair.substring(0, equals),
              pair.substring(equals + 1),
              true,
              false,
              false,
              false,
              false));
    }
    return JobVariables.of(variables, "/tmp");
  }
}
