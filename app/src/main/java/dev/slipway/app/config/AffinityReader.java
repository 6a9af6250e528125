package dev.slipway.app.config;

import dev.slipway.domain.pod.AffinityPlan;
import dev.slipway.domain.pod.AffinityPlan.NodeAffinity;
import dev.slipway.domain.pod.AffinityPlan.NodeTerm;
import dev.slipway.domain.pod.AffinityPlan.PodAffinity;
import dev.slipway.domain.pod.AffinityPlan.PodTerm;
import dev.slipway.domain.pod.AffinityPlan.Requirement;
import dev.slipway.domain.pod.AffinityPlan.Selector;
import dev.slipway.domain.pod.AffinityPlan.WeightedNodeTerm;
import dev.slipway.domain.pod.AffinityPlan.WeightedPodTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code [runners.kubernetes.affinity]}: Kubernetes' own tree with underscores in its names. */
final class AffinityReader {
  private static final String REQUIRED = "required_during_scheduling_ignored_during_execution";
  private static final String PREFERRED = "preferred_during_scheduling_ignored_during_execution";
  private static final String WHAT_TO_DO = "write it or remove the entry";

  private static final List<String> POD_OPERATORS =
      List.of("In", "NotIn", "Exists", "DoesNotExist");
  private static final List<String> NODE_OPERATORS =
      List.of("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt");

  private AffinityReader() {}

  static AffinityPlan read(Table table) {
    return new AffinityPlan(
        nodes(table.table("node_affinity")),
        pods(table.table("pod_affinity")),
        pods(table.table("pod_anti_affinity")));
  }

  private static NodeAffinity nodes(Table table) {
    List<NodeTerm> required =
        table.table(REQUIRED).tables("node_selector_terms").stream()
            .map(AffinityReader::nodeTerm)
            .toList();
    List<WeightedNodeTerm> preferred = new ArrayList<>();
    for (Table wish : table.tables(PREFERRED)) {
      Optional<Integer> weight = weight(wish);
      NodeTerm term = nodeTerm(wish.table("preference"));
      weight.ifPresent(w -> preferred.add(new WeightedNodeTerm(w, term)));
    }
    return new NodeAffinity(required, preferred);
  }

  private static NodeTerm nodeTerm(Table table) {
    return new NodeTerm(
        requirements(table, "match_expressions", NODE_OPERATORS),
        requirements(table, "match_fields", NODE_OPERATORS));
  }

  private static PodAffinity pods(Table table) {
    List<PodTerm> required =
        table.tables(REQUIRED).stream().flatMap(t -> podTerm(t).stream()).toList();
    List<WeightedPodTerm> preferred = new ArrayList<>();
    for (Table wish : table.tables(PREFERRED)) {
      Optional<Integer> weight = weight(wish);
      if (!wish.has("pod_affinity_term")) {
        wish.isMissing("pod_affinity_term", WHAT_TO_DO);
        continue;
      }
      Optional<PodTerm> term = podTerm(wish.table("pod_affinity_term"));
      weight.ifPresent(w -> term.ifPresent(t -> preferred.add(new WeightedPodTerm(w, t))));
    }
    return new PodAffinity(required, preferred);
  }

  private static Optional<PodTerm> podTerm(Table table) {
    Optional<Selector> labels = selector(table, "label_selector");
    Optional<Selector> namespaceSelector = selector(table, "namespace_selector");
    List<String> namespaces = table.texts("namespaces");
    List<String> match = table.texts("match_label_keys");
    List<String> mismatch = table.texts("mismatch_label_keys");
    return table
        .required("topology_key", "write a node label, such as \"kubernetes.io/hostname\"", t -> t)
        .map(key -> new PodTerm(labels, namespaces, key, namespaceSelector, match, mismatch));
  }

  /** An absent selector is not an empty one: this one matches everything. */
  private static Optional<Selector> selector(Table table, String name) {
    if (!table.has(name)) {
      return Optional.empty();
    }
    Table selector = table.table(name);
    Map<String, String> labels = selector.map("match_labels", String.class, "a text in quotes");
    return Optional.of(
        new Selector(labels, requirements(selector, "match_expressions", POD_OPERATORS)));
  }

  private static List<Requirement> requirements(Table table, String name, List<String> operators) {
    List<Requirement> requirements = new ArrayList<>();
    for (Table entry : table.tables(name)) {
      List<String> values = entry.texts("values");
      Optional<String> key = entry.required("key", WHAT_TO_DO, text -> text);
      Optional<String> operator =
          entry.required("operator", WHAT_TO_DO, text -> operator(text, operators));
      key.ifPresent(k -> operator.ifPresent(o -> requirements.add(new Requirement(k, o, values))));
    }
    return requirements;
  }

  private static String operator(String text, List<String> operators) {
    if (!operators.contains(text)) {
      throw new IllegalArgumentException(
          "\"%s\" is not known; allowed: %s".formatted(text, String.join(", ", operators)));
    }
    return text;
  }

  private static Optional<Integer> weight(Table table) {
    if (table.isMissing("weight", "write a whole number from 1 to 100")) {
      return Optional.empty();
    }
    Optional<Integer> weight = table.whole("weight");
    if (weight.filter(w -> w > 100).isPresent()) {
      table.problem("weight", weight.get() + " is out of range; allowed: 1 to 100");
    }
    return weight;
  }
}
