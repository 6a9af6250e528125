package dev.slipway.domain.patch;

import dev.slipway.domain.tree.Tree;
import java.util.Map;

/** JSON Merge Patch, RFC 7386. */
final class MergePatch {
  private MergePatch() {}

  static Tree apply(Tree target, Tree patch) {
    if (!(patch instanceof Tree.Branch(Map<String, Tree> changes))) {
      return patch;
    }
    Tree.Branch merged = target instanceof Tree.Branch branch ? branch : Tree.Branch.EMPTY;
    for (Map.Entry<String, Tree> change : changes.entrySet()) {
      String key = change.getKey();
      merged =
          change.getValue().equals(Tree.Word.NULL)
              ? merged.without(key)
              : merged.with(key, apply(merged.get(key).orElse(Tree.Word.NULL), change.getValue()));
    }
    return merged;
  }
}
