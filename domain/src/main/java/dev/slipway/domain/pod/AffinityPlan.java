package dev.slipway.domain.pod;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which nodes, and which pods' neighbourhood, a pod wants or must have; or must not. */
public record AffinityPlan(NodeAffinity nodes, PodAffinity pods, PodAffinity antiPods) {
  /** No wishes. */
  public static final AffinityPlan NONE =
      new AffinityPlan(
          new NodeAffinity(List.of(), List.of()),
          new PodAffinity(List.of(), List.of()),
          new PodAffinity(List.of(), List.of()));

  /**
   * @param required a node must match one of them
   */
  public record NodeAffinity(List<NodeTerm> required, List<WeightedNodeTerm> preferred) {
    public NodeAffinity {
      required = List.copyOf(required);
      preferred = List.copyOf(preferred);
    }

    public boolean isEmpty() {
      return required.isEmpty() && preferred.isEmpty();
    }
  }

  /** Requirements on a node's labels and fields; all must hold. */
  public record NodeTerm(List<Requirement> expressions, List<Requirement> fields) {
    public NodeTerm {
      expressions = List.copyOf(expressions);
      fields = List.copyOf(fields);
    }
  }

  /** A wish for a node, weighing 1 to 100. */
  public record WeightedNodeTerm(int weight, NodeTerm term) {}

  /**
   * @param required all must hold
   */
  public record PodAffinity(List<PodTerm> required, List<WeightedPodTerm> preferred) {
    public PodAffinity {
      required = List.copyOf(required);
      preferred = List.copyOf(preferred);
    }

    public boolean isEmpty() {
      return required.isEmpty() && preferred.isEmpty();
    }
  }

  /**
   * Pods, and what counts as near them.
   *
   * @param labels empty matches no pod
   * @param namespaces names; with no selector either, the pod's own
   * @param topologyKey nodes with the same value of this label are near
   * @param namespaceSelector empty for none
   */
  public record PodTerm(
      Optional<Selector> labels,
      List<String> namespaces,
      String topologyKey,
      Optional<Selector> namespaceSelector,
      List<String> matchLabelKeys,
      List<String> mismatchLabelKeys) {
    public PodTerm {
      namespaces = List.copyOf(namespaces);
      matchLabelKeys = List.copyOf(matchLabelKeys);
      mismatchLabelKeys = List.copyOf(mismatchLabelKeys);
    }
  }

  /** A wish for pods nearby, weighing 1 to 100. */
  public record WeightedPodTerm(int weight, PodTerm term) {}

  /** Labels that must be there, and requirements that must hold. */
  public record Selector(Map<String, String> labels, List<Requirement> expressions) {
    public Selector {
      labels = Map.copyOf(labels);
      expressions = List.copyOf(expressions);
    }
  }

  /**
   * @param operator {@code In}, {@code NotIn}, {@code Exists}, {@code DoesNotExist}, and for nodes
   *     {@code Gt}, {@code Lt}
   */
  public record Requirement(String key, String operator, List<String> values) {
    public Requirement {
      values = List.copyOf(values);
    }
  }
}
