package dev.slipway.ports.cluster;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.patch.PodSpecPatch;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.tree.Tree;
import dev.slipway.domain.tree.TreeJson;

/** The body of a pod with patches: text, because a library's model would lose fields. */
public final class PatchedPod {
  private PatchedPod() {}

  /**
   * The pod as JSON with its plan's patches.
   *
   * @param rendered what the library makes of the plan without them
   * @throws FailureException with {@code ConfigRejected} when a patch does not fit
   */
  public static String json(String rendered, PodPlan plan) throws FailureException {
    if (plan.patches().isEmpty()) {
      return rendered;
    }
    if (!(TreeJson.read(rendered).orElse(Tree.Word.NULL) instanceof Tree.Branch pod)) {
      throw new IllegalStateException("a library renders a pod as something else than an object");
    }
    return TreeJson.write(PodSpecPatch.apply(pod, plan.patches()));
  }
}
