package dev.slipway.domain.patch;

import dev.slipway.domain.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Kubernetes' strategic merge patch for a PodSpec: objects are merged; a list whose elements have a
 * key is merged by it, further elements coming behind; every other list is replaced. Null removes.
 * The directives {@code $patch}, {@code $retainKeys} and {@code $deleteFromPrimitiveList/KEY} are
 * obeyed; {@code $setElementOrder/KEY} orders a keyed list.
 */
final class StrategicMerge {
  /** Fields whose lists are merged, with the key of their elements (Kubernetes API of core/v1). */
  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("containers", "name"),
          Map.entry("initContainers", "name"),
          Map.entry("ephemeralContainers", "name"),
          Map.entry("volumes", "name"),
          Map.entry("imagePullSecrets", "name"),
          Map.entry("env", "name"),
          Map.entry("resourceClaims", "name"),
          Map.entry("schedulingGates", "name"),
          Map.entry("volumeMounts", "mountPath"),
          Map.entry("volumeDevices", "devicePath"),
          Map.entry("ports", "containerPort"),
          Map.entry("hostAliases", "ip"),
          Map.entry("topologySpreadConstraints", "topologyKey"));

  /** Fields of the names above that are merged by no key where they stand within these. */
  private static final Set<String> NO_KEYS_WITHIN = Set.of("resources");

  private static final String DIRECTIVE = "$patch";
  private static final String RETAIN = "$retainKeys";
  private static final String ORDER = "$setElementOrder/";
  private static final String DELETE = "$deleteFromPrimitiveList/";

  private StrategicMerge() {}

  static Tree apply(Tree target, Tree patch) throws PatchRefusedException {
    return merge(target, patch, "");
  }

  private static Tree merge(Tree target, Tree patch, String field) throws PatchRefusedException {
    return switch (patch) {
      case Tree.Branch changes -> branch(target, changes, field);
      case Tree.Items changes -> {
        String key = KEYS.get(field);
        yield key == null ? changes : keyed(target, changes, field, key);
      }
      case Tree.Text _, Tree.Word _ -> patch;
    };
  }

  private static Tree branch(Tree target, Tree.Branch changes, String field)
      throws PatchRefusedException {
    Tree.Branch merged = target instanceof Tree.Branch branch ? branch : Tree.Branch.EMPTY;
    Optional<String> directive = text(changes, DIRECTIVE);
    if (directive.isPresent()) {
      switch (directive.get()) {
        case "replace" -> merged = Tree.Branch.EMPTY;
        case "delete" -> {
          return Tree.Branch.EMPTY;
        }
        case "merge" -> {}
        default ->
            throw new PatchRefusedException(
                "$patch is \"%s\"; allowed: delete, merge, replace".formatted(directive.get()));
      }
    }
    if (changes.get(RETAIN).isPresent()) {
      merged = retained(merged, changes.get(RETAIN).get());
    }
    for (Map.Entry<String, Tree> change : changes.entries().entrySet()) {
      String key = change.getKey();
      if (key.startsWith(DELETE)) {
        merged = withoutPrimitives(merged, key.substring(DELETE.length()), change.getValue());
      } else if (!key.startsWith("$")) {
        String inner = NO_KEYS_WITHIN.contains(field) ? "" : key;
        merged =
            change.getValue().equals(Tree.Word.NULL)
                ? merged.without(key)
                : merged.with(
                    key, merge(merged.get(key).orElse(Tree.Word.NULL), change.getValue(), inner));
      }
    }
    for (Map.Entry<String, Tree> change : changes.entries().entrySet()) {
      if (change.getKey().startsWith(ORDER)) {
        merged = ordered(merged, change.getKey().substring(ORDER.length()), change.getValue());
      }
    }
    return merged;
  }

  private static Tree keyed(Tree target, Tree.Items changes, String field, String key)
      throws PatchRefusedException {
    List<Tree> merged =
        new ArrayList<>(target instanceof Tree.Items(List<Tree> list) ? list : List.of());
    for (Tree change : changes.list()) {
      if (change instanceof Tree.Branch only
          && only.entries().size() == 1
          && text(only, DIRECTIVE).equals(Optional.of("replace"))) {
        merged.clear();
      }
    }
    for (Tree change : changes.list()) {
      if (!(change instanceof Tree.Branch fields)) {
        throw new PatchRefusedException("an element of %s is no table".formatted(field));
      }
      Optional<String> directive = text(fields, DIRECTIVE);
      if (directive.equals(Optional.of("replace")) && fields.entries().size() == 1) {
        continue;
      }
      Tree value =
          fields
              .get(key)
              .orElseThrow(
                  () ->
                      new PatchRefusedException(
                          "an element of %s has no %s, by which they are merged"
                              .formatted(field, key)));
      int at = indexOf(merged, key, value);
      if (directive.equals(Optional.of("delete"))) {
        merged.removeIf(one -> has(one, key, value));
      } else if (at < 0) {
        merged.add(merge(Tree.Branch.EMPTY, fields, ""));
      } else {
        merged.set(at, merge(merged.get(at), fields, ""));
      }
    }
    return new Tree.Items(merged);
  }

  private static int indexOf(List<Tree> list, String key, Tree value) {
    for (int i = 0; i < list.size(); i++) {
      if (has(list.get(i), key, value)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean has(Tree element, String key, Tree value) {
    return element instanceof Tree.Branch fields && fields.get(key).equals(Optional.of(value));
  }

  private static Tree.Branch retained(Tree.Branch merged, Tree keys) throws PatchRefusedException {
    if (!(keys instanceof Tree.Items(List<Tree> kept))) {
      throw new PatchRefusedException("$retainKeys is no list");
    }
    Tree.Branch left = merged;
    for (String key : merged.entries().keySet()) {
      left = kept.contains(new Tree.Text(key)) ? left : left.without(key);
    }
    return left;
  }

  private static Tree.Branch withoutPrimitives(Tree.Branch merged, String key, Tree gone) {
    return merged.get(key).orElse(Tree.Word.NULL) instanceof Tree.Items(List<Tree> list)
            && gone instanceof Tree.Items(List<Tree> values)
        ? merged.with(
            key, new Tree.Items(list.stream().filter(one -> !values.contains(one)).toList()))
        : merged;
  }

  private static Tree.Branch ordered(Tree.Branch merged, String field, Tree order) {
    String key = KEYS.get(field);
    if (key == null
        || !(order instanceof Tree.Items(List<Tree> wanted))
        || !(merged.get(field).orElse(Tree.Word.NULL) instanceof Tree.Items(List<Tree> list))) {
      return merged;
    }
    LinkedHashSet<Tree> sorted = new LinkedHashSet<>();
    for (Tree one : wanted) {
      if (one instanceof Tree.Branch fields && fields.get(key).isPresent()) {
        Tree value = fields.get(key).get();
        list.stream().filter(element -> has(element, key, value)).forEach(sorted::add);
      }
    }
    sorted.addAll(list);
    return merged.with(field, new Tree.Items(List.copyOf(sorted)));
  }

  private static Optional<String> text(Tree.Branch fields, String key) {
    return fields.get(key).orElse(Tree.Word.NULL) instanceof Tree.Text(String text)
        ? Optional.of(text)
        : Optional.empty();
  }
}
