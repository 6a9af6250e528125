package dev.slipway.adapter.fabric8.mapping;

import dev.slipway.domain.pod.AffinityPlan;
import dev.slipway.domain.pod.SchedulingPlan;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirementBuilder;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeAffinityBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirementBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder;
import io.fabric8.kubernetes.api.model.PodAffinityBuilder;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodAffinityTermBuilder;
import io.fabric8.kubernetes.api.model.PodAntiAffinityBuilder;
import io.fabric8.kubernetes.api.model.PreferredSchedulingTermBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.WeightedPodAffinityTerm;
import io.fabric8.kubernetes.api.model.WeightedPodAffinityTermBuilder;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tolerations and affinity. */
final class SchedulingMapping {
  private SchedulingMapping() {}

  static Toleration toToleration(SchedulingPlan.Toleration plan) {
    return new TolerationBuilder()
        .withKey(plan.key().isEmpty() ? null : plan.key())
        .withOperator(plan.value().isPresent() ? "Equal" : "Exists")
        .withValue(plan.value().orElse(null))
        .withEffect(plan.effect().isEmpty() ? null : plan.effect())
        .build();
  }

  /** Null where nothing is wished. */
  static @Nullable Affinity toAffinity(AffinityPlan plan) {
    if (plan.equals(AffinityPlan.NONE)) {
      return null;
    }
    AffinityBuilder affinity = new AffinityBuilder();
    if (!plan.nodes().isEmpty()) {
      affinity.withNodeAffinity(toNodeAffinity(plan.nodes()));
    }
    if (!plan.pods().isEmpty()) {
      affinity.withPodAffinity(
          new PodAffinityBuilder()
              .withRequiredDuringSchedulingIgnoredDuringExecution(toTerms(plan.pods()))
              .withPreferredDuringSchedulingIgnoredDuringExecution(toWeighted(plan.pods()))
              .build());
    }
    if (!plan.antiPods().isEmpty()) {
      affinity.withPodAntiAffinity(
          new PodAntiAffinityBuilder()
              .withRequiredDuringSchedulingIgnoredDuringExecution(toTerms(plan.antiPods()))
              .withPreferredDuringSchedulingIgnoredDuringExecution(toWeighted(plan.antiPods()))
              .build());
    }
    return affinity.build();
  }

  private static NodeAffinity toNodeAffinity(AffinityPlan.NodeAffinity plan) {
    NodeAffinityBuilder nodes =
        new NodeAffinityBuilder()
            .withPreferredDuringSchedulingIgnoredDuringExecution(
                plan.preferred().stream()
                    .map(
                        wish ->
                            new PreferredSchedulingTermBuilder()
                                .withWeight(wish.weight())
                                .withPreference(toTerm(wish.term()))
                                .build())
                    .toList());
    if (!plan.required().isEmpty()) {
      nodes.withRequiredDuringSchedulingIgnoredDuringExecution(
          new NodeSelectorBuilder()
              .withNodeSelectorTerms(
                  plan.required().stream().map(SchedulingMapping::toTerm).toList())
              .build());
    }
    return nodes.build();
  }

  private static NodeSelectorTerm toTerm(AffinityPlan.NodeTerm plan) {
    return new NodeSelectorTermBuilder()
        .withMatchExpressions(
            plan.expressions().stream().map(SchedulingMapping::toRequirement).toList())
        .withMatchFields(plan.fields().stream().map(SchedulingMapping::toRequirement).toList())
        .build();
  }

  private static NodeSelectorRequirement toRequirement(AffinityPlan.Requirement plan) {
    return new NodeSelectorRequirementBuilder()
        .withKey(plan.key())
        .withOperator(plan.operator())
        .withValues(plan.values())
        .build();
  }

  private static List<PodAffinityTerm> toTerms(AffinityPlan.PodAffinity plan) {
    return plan.required().stream().map(SchedulingMapping::toPodTerm).toList();
  }

  private static List<WeightedPodAffinityTerm> toWeighted(AffinityPlan.PodAffinity plan) {
    return plan.preferred().stream()
        .map(
            wish ->
                new WeightedPodAffinityTermBuilder()
                    .withWeight(wish.weight())
                    .withPodAffinityTerm(toPodTerm(wish.term()))
                    .build())
        .toList();
  }

  private static PodAffinityTerm toPodTerm(AffinityPlan.PodTerm plan) {
    return new PodAffinityTermBuilder()
        .withLabelSelector(plan.labels().map(SchedulingMapping::toSelector).orElse(null))
        .withNamespaces(plan.namespaces())
        .withTopologyKey(plan.topologyKey())
        .withNamespaceSelector(
            plan.namespaceSelector().map(SchedulingMapping::toSelector).orElse(null))
        .withMatchLabelKeys(plan.matchLabelKeys())
        .withMismatchLabelKeys(plan.mismatchLabelKeys())
        .build();
  }

  private static LabelSelector toSelector(AffinityPlan.Selector plan) {
    return new LabelSelectorBuilder()
        .withMatchLabels(new TreeMap<>(plan.labels()))
        .withMatchExpressions(
            plan.expressions().stream()
                .map(
                    expression ->
                        new LabelSelectorRequirementBuilder()
                            .withKey(expression.key())
                            .withOperator(expression.operator())
                            .withValues(expression.values())
                            .build())
                .toList())
        .build();
  }
}
