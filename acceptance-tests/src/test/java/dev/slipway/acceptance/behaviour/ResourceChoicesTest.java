package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every amount of CPU, memory and storage that a job may choose, up to the most it may choose. */
class ResourceChoicesTest {
  private static final String SERVICE =
      """
      {"services": [{
        "name": "localhost/busybox:1",
        "alias": "db",
        "command": ["sh", "-c", "exec sleep 1000"]
      }]}
      """;

  /** No two are alike, so that each is known by its amount. */
  private static final List<Choice> CHOICES =
      List.of(
          new Choice("", "cpu", "request", 11, "m"),
          new Choice("", "cpu", "limit", 511, "m"),
          new Choice("", "memory", "request", 12, "Mi"),
          new Choice("", "memory", "limit", 212, "Mi"),
          new Choice("", "ephemeral_storage", "request", 13, "Mi"),
          new Choice("", "ephemeral_storage", "limit", 313, "Mi"),
          new Choice("helper_", "cpu", "request", 21, "m"),
          new Choice("helper_", "cpu", "limit", 521, "m"),
          new Choice("helper_", "memory", "request", 22, "Mi"),
          new Choice("helper_", "memory", "limit", 222, "Mi"),
          new Choice("helper_", "ephemeral_storage", "request", 23, "Mi"),
          new Choice("helper_", "ephemeral_storage", "limit", 323, "Mi"),
          new Choice("service_", "cpu", "request", 31, "m"),
          new Choice("service_", "cpu", "limit", 531, "m"),
          new Choice("service_", "memory", "request", 32, "Mi"),
          new Choice("service_", "memory", "limit", 232, "Mi"),
          new Choice("service_", "ephemeral_storage", "request", 33, "Mi"),
          new Choice("service_", "ephemeral_storage", "limit", 333, "Mi"),
          new Choice("pod_", "cpu", "request", 141, "m"),
          new Choice("pod_", "cpu", "limit", 941, "m"),
          new Choice("pod_", "memory", "request", 142, "Mi"),
          new Choice("pod_", "memory", "limit", 942, "Mi"));

  @RegisterExtension static final OnStage ON = new OnStage("choices");

  @BothClients
  void each_is_what_the_pod_has_where_it_is_not_too_much(ClusterClient client) {
    try (SoloRunner runner = ON.runnerWith(client, maxima())) {
      JobSpec spec =
          JobSpec.script("echo begun", "until [ -e /tmp/go-on ]; do sleep 0.1; done").with(SERVICE);
      for (Choice choice : CHOICES) {
        spec = spec.withVariable(choice.variable(), choice.text());
      }
      OfferedJob job = runner.offer(spec);
      job.awaitTraceContains("01O begun\n", Stage.LIMIT);

      Pod pod = ON.stage().pod(job.id());
      assertThat(amounts(container(pod, "build"))).isEqualTo(chosen(""));
      assertThat(amounts(container(pod, "helper"))).isEqualTo(chosen("helper_"));
      assertThat(amounts(container(pod, "db"))).isEqualTo(chosen("service_"));
      assertThat(amounts(pod.getSpec().getResources())).isEqualTo(chosen("pod_"));
      ON.stage().goOn(job.id());
      runner.passed(job);
    }
  }

  @BothClients
  void each_is_refused_where_it_is_too_much(ClusterClient client) {
    try (SoloRunner runner = ON.runnerWith(client, maxima())) {
      List<OfferedJob> jobs = new ArrayList<>();
      for (Choice choice : CHOICES) {
        jobs.add(
            runner.offer(
                JobSpec.script("echo never")
                    .withVariable(choice.variable(), choice.tooMuch().text())));
      }
      for (int i = 0; i < jobs.size(); i++) {
        jobs.get(i).awaitFinalUpdate(Stage.LIMIT);
        Choice choice = CHOICES.get(i);
        assertThat(jobs.get(i).finalUpdate().failureReason())
            .as(jobs.get(i).traceText())
            .contains("runner_configuration_error");
        assertThat(jobs.get(i).traceText())
            .contains("ERROR: Job failed: couldn't prepare overwrites: invalid ")
            .contains(
                "requested \"%s\" is higher than limit allowed \"%s\""
                    .formatted(choice.tooMuch().text(), choice.text()));
      }
    }
  }

  private static String maxima() {
    return CHOICES.stream().map(Choice::maximum).collect(Collectors.joining("\n"));
  }

  private static Map<String, String> chosen(String whose) {
    return CHOICES.stream()
        .filter(choice -> choice.whose().equals(whose))
        .collect(Collectors.toMap(Choice::inPod, Choice::text));
  }

  private static ResourceRequirements container(Pod pod, String name) {
    return pod.getSpec().getContainers().stream()
        .filter(container -> container.getName().equals(name))
        .map(Container::getResources)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> amounts(ResourceRequirements of) {
    Map<String, String> amounts = new TreeMap<>();
    of.getRequests().forEach((name, much) -> amounts.put(name + " request", much.toString()));
    of.getLimits().forEach((name, much) -> amounts.put(name + " limit", much.toString()));
    return amounts;
  }

  /** One key's amount; the most that it allows is the same, so that it is just not too much. */
  private record Choice(String whose, String what, String kind, int amount, String unit) {
    String text() {
      return amount + unit;
    }

    String maximum() {
      return "%s%s_%s_overwrite_max_allowed = \"%s\"".formatted(whose, what, kind, text());
    }

    String variable() {
      return "KUBERNETES_" + "%s%s_%s".formatted(whose, what, kind).toUpperCase(Locale.ROOT);
    }

    String inPod() {
      return what.replace('_', '-') + " " + kind;
    }

    Choice tooMuch() {
      return new Choice(whose, what, kind, amount + 1, unit);
    }
  }
}
