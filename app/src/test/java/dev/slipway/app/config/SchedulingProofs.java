package dev.slipway.app.config;

import static dev.slipway.app.config.KeyProof.proveKubernetes;

import dev.slipway.domain.pod.AffinityPlan;
import dev.slipway.domain.pod.AffinityPlan.NodeTerm;
import dev.slipway.domain.pod.AffinityPlan.PodAffinity;
import dev.slipway.domain.pod.AffinityPlan.PodTerm;
import dev.slipway.domain.pod.AffinityPlan.Requirement;
import dev.slipway.domain.pod.AffinityPlan.Selector;
import dev.slipway.domain.pod.SchedulingPlan.Toleration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The proofs of where pods run. */
final class SchedulingProofs {
  private static final String REQUIRED = "required_during_scheduling_ignored_during_execution";
  private static final String PREFERRED = "preferred_during_scheduling_ignored_during_execution";
  private static final String AFFINITY = "runners.kubernetes.affinity.";
  private static final String EXPRESSION = "key = \"k\"\noperator = \"In\"";

  private SchedulingProofs() {}

  static List<KeyProof> all() {
    List<KeyProof> proofs = new ArrayList<>();
    for (String key : List.of("runtime_class_name", "priority_class_name", "scheduler_name")) {
      proofs.add(
          proveKubernetes(
                  key,
                  k ->
                      switch (key) {
                        case "runtime_class_name" -> k.scheduling().runtimeClass();
                        case "priority_class_name" -> k.scheduling().priorityClass();
                        default -> k.scheduling().scheduler();
                      })
              .from("\"special\"")
              .to(Optional.of("special"))
              .defaultsTo(Optional.empty()));
    }
    proofs.add(
        proveKubernetes("node_tolerations", k -> k.scheduling().tolerations())
            .from(
                "{ \"a=b\" = \"NoSchedule\", \"empty.value=\" = \"PreferNoSchedule\", onlyKey = \"\", \"a=b=c\" = \"NoExecute\" }")
            .to(
                List.of(
                    new Toleration("a", Optional.of("b"), "NoSchedule"),
                    new Toleration("a", Optional.of("b=c"), "NoExecute"),
                    new Toleration("empty.value", Optional.of(""), "PreferNoSchedule"),
                    new Toleration("onlyKey", Optional.empty(), "")))
            .defaultsTo(List.of()));
    proofs.addAll(nodes());
    proofs.addAll(pods("pod_affinity", AffinityPlan::pods));
    proofs.addAll(pods("pod_anti_affinity", AffinityPlan::antiPods));
    return proofs;
  }

  private static List<KeyProof> nodes() {
    List<KeyProof> proofs = new ArrayList<>();
    String required = "node_affinity." + REQUIRED + ".node_selector_terms";
    nodeTerm(
        proofs, required, "[[" + AFFINITY + required + "]]", a -> a.nodes().required().getFirst());
    String preferred = "node_affinity." + PREFERRED;
    nodeTerm(
        proofs,
        preferred + ".preference",
        "[[" + AFFINITY + preferred + "]]\nweight = 1",
        a -> a.nodes().preferred().getFirst().term());
    proofs.add(
        affinity(preferred + ".weight", a -> a.nodes().preferred().getFirst().weight())
            .from("50")
            .to(50)
            .required());
    return proofs;
  }

  private static void nodeTerm(
      List<KeyProof> proofs, String table, String within, Function<AffinityPlan, NodeTerm> term) {
    requirement(
        proofs, table + ".match_expressions", within, a -> term.apply(a).expressions().getFirst());
    requirement(proofs, table + ".match_fields", within, a -> term.apply(a).fields().getFirst());
  }

  private static List<KeyProof> pods(String kind, Function<AffinityPlan, PodAffinity> affinity) {
    List<KeyProof> proofs = new ArrayList<>();
    podTerm(proofs, kind + "." + REQUIRED, "", a -> affinity.apply(a).required().getFirst());
    String preferred = kind + "." + PREFERRED;
    podTerm(
        proofs,
        preferred + ".pod_affinity_term",
        "[[" + AFFINITY + preferred + "]]\nweight = 1",
        a -> affinity.apply(a).preferred().getFirst().term());
    proofs.add(
        affinity(preferred + ".weight", a -> affinity.apply(a).preferred().getFirst().weight())
            .beside("pod_affinity_term = { topology_key = \"zone\" }")
            .from("100")
            .to(100)
            .required());
    return proofs;
  }

  private static void podTerm(
      List<KeyProof> proofs, String table, String within, Function<AffinityPlan, PodTerm> term) {
    proofs.add(
        affinity(table + ".topology_key", a -> term.apply(a).topologyKey())
            .within(within)
            .from("\"zone\"")
            .to("zone")
            .required());
    for (String key : List.of("namespaces", "match_label_keys", "mismatch_label_keys")) {
      proofs.add(
          affinity(
                  table + "." + key,
                  a ->
                      switch (key) {
                        case "namespaces" -> term.apply(a).namespaces();
                        case "match_label_keys" -> term.apply(a).matchLabelKeys();
                        default -> term.apply(a).mismatchLabelKeys();
                      })
              .within(within)
              .beside("topology_key = \"zone\"")
              .from("[\"one\"]")
              .to(List.of("one"))
              .defaultsTo(List.of()));
    }
    boolean listed = table.endsWith(REQUIRED);
    String entry =
        within
            + "\n"
            + (listed ? "[[%s]]" : "[%s]").formatted(AFFINITY + table)
            + "\ntopology_key = \"zone\"";
    selector(proofs, table + ".label_selector", entry, a -> term.apply(a).labels().orElseThrow());
    selector(
        proofs,
        table + ".namespace_selector",
        entry,
        a -> term.apply(a).namespaceSelector().orElseThrow());
  }

  private static void selector(
      List<KeyProof> proofs,
      String table,
      String within,
      Function<AffinityPlan, Selector> selector) {
    proofs.add(
        affinity(table + ".match_labels", a -> selector.apply(a).labels())
            .within(within)
            .from("{ \"a.b/c\" = \"d\" }")
            .to(Map.of("a.b/c", "d"))
            .defaultsTo(Map.of()));
    requirement(
        proofs,
        table + ".match_expressions",
        within,
        a -> selector.apply(a).expressions().getFirst());
  }

  private static void requirement(
      List<KeyProof> proofs,
      String table,
      String within,
      Function<AffinityPlan, Requirement> part) {
    proofs.add(
        affinity(table + ".key", a -> part.apply(a).key())
            .within(within)
            .beside("operator = \"Exists\"")
            .from("\"cpu\"")
            .to("cpu")
            .required());
    proofs.add(
        affinity(table + ".operator", a -> part.apply(a).operator())
            .within(within)
            .beside("key = \"k\"")
            .from("\"DoesNotExist\"")
            .to("DoesNotExist")
            .required());
    proofs.add(
        affinity(table + ".values", a -> part.apply(a).values())
            .within(within)
            .beside(EXPRESSION)
            .from("[\"one\", \"two\"]")
            .to(List.of("one", "two"))
            .defaultsTo(List.of()));
  }

  private static KeyProof.Start affinity(String key, Function<AffinityPlan, Object> part) {
    return proveKubernetes("affinity." + key, k -> part.apply(k.scheduling().affinity()));
  }
}
