package dev.slipway.domain.patch;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.tree.Tree;
import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code pod_spec}.
 *
 * @param name for messages; may be empty
 * @param patch what is merged, or the list of operations
 */
public record PodSpecPatch(String name, PatchType type, Tree patch) {

  /** Why the patch can fit no pod at all; empty where it may. */
  public Optional<String> flaw() {
    try {
      switch (type) {
        case STRATEGIC, MERGE -> {
          if (!(patch instanceof Tree.Branch)) {
            return Optional.of("it is no table of fields (an object), as a merge needs");
          }
        }
        case JSON -> JsonPatch.operations(patch);
      }
      return Optional.empty();
    } catch (PatchRefusedException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The pod with its {@code spec} patched, in the order of the patches; nothing else of it can be
   * reached.
   *
   * @throws FailureException with {@code ConfigRejected} that names the patch
   */
  public static Tree.Branch apply(Tree.Branch pod, List<PodSpecPatch> patches)
      throws FailureException {
    Tree spec = pod.get("spec").orElse(Tree.Branch.EMPTY);
    for (PodSpecPatch one : patches) {
      spec = one.apply(spec);
    }
    return pod.with("spec", spec);
  }

  private Tree apply(Tree spec) throws FailureException {
    try {
      Tree patched =
          switch (type) {
            case STRATEGIC -> StrategicMerge.apply(spec, patch);
            case MERGE -> MergePatch.apply(spec, patch);
            case JSON -> JsonPatch.apply(spec, patch);
          };
      if (!(patched instanceof Tree.Branch)) {
        throw new PatchRefusedException("nothing is left of the specification");
      }
      return patched;
    } catch (PatchRefusedException e) {
      throw new FailureException(
          new Failure.ConfigRejected(
              "setting up build pod: pod_spec patch \"%s\": %s. Change the patch in [[runners.kubernetes.pod_spec]]."
                  .formatted(name, e.getMessage())));
    }
  }
}
