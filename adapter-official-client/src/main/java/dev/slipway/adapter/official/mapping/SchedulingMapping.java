package dev.slipway.adapter.official.mapping;

import dev.slipway.domain.pod.AffinityPlan;
import dev.slipway.domain.pod.SchedulingPlan;
import io.kubernetes.client.openapi.models.V1Affinity;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1LabelSelectorRequirement;
import io.kubernetes.client.openapi.models.V1NodeAffinity;
import io.kubernetes.client.openapi.models.V1NodeSelector;
import io.kubernetes.client.openapi.models.V1NodeSelectorRequirement;
import io.kubernetes.client.openapi.models.V1NodeSelectorTerm;
import io.kubernetes.client.openapi.models.V1PodAffinity;
import io.kubernetes.client.openapi.models.V1PodAffinityTerm;
import io.kubernetes.client.openapi.models.V1PodAntiAffinity;
import io.kubernetes.client.openapi.models.V1PreferredSchedulingTerm;
import io.kubernetes.client.openapi.models.V1Toleration;
import io.kubernetes.client.openapi.models.V1WeightedPodAffinityTerm;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tolerations and affinity. */
final class SchedulingMapping {
  private SchedulingMapping() {}

  static V1Toleration toToleration(SchedulingPlan.Toleration plan) {
    return new V1Toleration()
        .key(plan.key().isEmpty() ? null : plan.key())
        .operator(plan.value().isPresent() ? "Equal" : "Exists")
        .value(plan.value().orElse(null))
        .effect(plan.effect().isEmpty() ? null : plan.effect());
  }

  /** Null where nothing is wished. */
  static @Nullable V1Affinity toAffinity(AffinityPlan plan) {
    if (plan.equals(AffinityPlan.NONE)) {
      return null;
    }
    V1Affinity affinity = new V1Affinity();
    if (!plan.nodes().isEmpty()) {
      affinity.nodeAffinity(toNodeAffinity(plan.nodes()));
    }
    if (!plan.pods().isEmpty()) {
      affinity.podAffinity(
          new V1PodAffinity()
              .requiredDuringSchedulingIgnoredDuringExecution(toTerms(plan.pods()))
              .preferredDuringSchedulingIgnoredDuringExecution(toWeighted(plan.pods())));
    }
    if (!plan.antiPods().isEmpty()) {
      affinity.podAntiAffinity(
          new V1PodAntiAffinity()
              .requiredDuringSchedulingIgnoredDuringExecution(toTerms(plan.antiPods()))
              .preferredDuringSchedulingIgnoredDuringExecution(toWeighted(plan.antiPods())));
    }
    return affinity;
  }

  private static V1NodeAffinity toNodeAffinity(AffinityPlan.NodeAffinity plan) {
    V1NodeAffinity nodes =
        new V1NodeAffinity()
            .preferredDuringSchedulingIgnoredDuringExecution(
                plan.preferred().stream()
                    .map(
                        wish ->
                            new V1PreferredSchedulingTerm()
                                .weight(wish.weight())
                                .preference(toTerm(wish.term())))
                    .toList());
    if (!plan.required().isEmpty()) {
      nodes.requiredDuringSchedulingIgnoredDuringExecution(
          new V1NodeSelector()
              .nodeSelectorTerms(plan.required().stream().map(SchedulingMapping::toTerm).toList()));
    }
    return nodes;
  }

  private static V1NodeSelectorTerm toTerm(AffinityPlan.NodeTerm plan) {
    return new V1NodeSelectorTerm()
        .matchExpressions(
            plan.expressions().stream().map(SchedulingMapping::toRequirement).toList())
        .matchFields(plan.fields().stream().map(SchedulingMapping::toRequirement).toList());
  }

  private static V1NodeSelectorRequirement toRequirement(AffinityPlan.Requirement plan) {
    return new V1NodeSelectorRequirement()
        .key(plan.key())
        .operator(plan.operator())
        .values(plan.values());
  }

  private static List<V1PodAffinityTerm> toTerms(AffinityPlan.PodAffinity plan) {
    return plan.required().stream().map(SchedulingMapping::toPodTerm).toList();
  }

  private static List<V1WeightedPodAffinityTerm> toWeighted(AffinityPlan.PodAffinity plan) {
    return plan.preferred().stream()
        .map(
            wish ->
                new V1WeightedPodAffinityTerm()
                    .weight(wish.weight())
                    .podAffinityTerm(toPodTerm(wish.term())))
        .toList();
  }

  private static V1PodAffinityTerm toPodTerm(AffinityPlan.PodTerm plan) {
    return new V1PodAffinityTerm()
        .labelSelector(plan.labels().map(SchedulingMapping::toSelector).orElse(null))
        .namespaces(plan.namespaces())
        .topologyKey(plan.topologyKey())
        .namespaceSelector(plan.namespaceSelector().map(SchedulingMapping::toSelector).orElse(null))
        .matchLabelKeys(plan.matchLabelKeys())
        .mismatchLabelKeys(plan.mismatchLabelKeys());
  }

  private static V1LabelSelector toSelector(AffinityPlan.Selector plan) {
    return new V1LabelSelector()
        .matchLabels(new TreeMap<>(plan.labels()))
        .matchExpressions(
            plan.expressions().stream()
                .map(
                    expression ->
                        new V1LabelSelectorRequirement()
                            .key(expression.key())
                            .operator(expression.operator())
                            .values(expression.values()))
                .toList());
  }
}
