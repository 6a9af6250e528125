package dev.slipway.domain.patch;

import dev.slipway.domain.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** JSON Patch, RFC 6902, with pointers as in RFC 6901. */
final class JsonPatch {
  private static final Set<String> KINDS =
      Set.of("add", "remove", "replace", "move", "copy", "test");

  private JsonPatch() {}

  /** One operation; {@code from} and {@code value} where the kind needs them. */
  record Operation(String kind, String path, String from, Tree value) {
    @Override
    public String toString() {
      return kind + " " + path;
    }
  }

  static List<Operation> operations(Tree patch) throws PatchRefusedException {
    if (!(patch instanceof Tree.Items(List<Tree> list))) {
      throw new PatchRefusedException("it is no list of operations");
    }
    List<Operation> operations = new ArrayList<>();
    for (Tree one : list) {
      if (!(one instanceof Tree.Branch fields)) {
        throw new PatchRefusedException("an operation is no table with op and path");
      }
      String kind = text(fields, "op").orElse("");
      if (!KINDS.contains(kind)) {
        throw new PatchRefusedException(
            "op is \"%s\"; allowed: %s"
                .formatted(kind, String.join(", ", KINDS.stream().sorted().toList())));
      }
      boolean needsValue = Set.of("add", "replace", "test").contains(kind);
      boolean needsFrom = Set.of("move", "copy").contains(kind);
      String path = pointer(fields, "path", kind);
      Optional<Tree> value = fields.get("value");
      if (needsValue && value.isEmpty()) {
        throw new PatchRefusedException("\"%s %s\" has no value".formatted(kind, path));
      }
      operations.add(
          new Operation(
              kind,
              path,
              needsFrom ? pointer(fields, "from", kind) : "",
              value.orElse(Tree.Word.NULL)));
    }
    return operations;
  }

  private static String pointer(Tree.Branch fields, String key, String kind)
      throws PatchRefusedException {
    String pointer =
        text(fields, key)
            .orElseThrow(() -> new PatchRefusedException("\"%s\" has no %s".formatted(kind, key)));
    if (!pointer.isEmpty() && !pointer.startsWith("/")) {
      throw new PatchRefusedException(
          "%s is \"%s\"; it must begin with \"/\"".formatted(key, pointer));
    }
    return pointer;
  }

  private static Optional<String> text(Tree.Branch fields, String key) {
    return fields.get(key).orElse(Tree.Word.NULL) instanceof Tree.Text(String text)
        ? Optional.of(text)
        : Optional.empty();
  }

  static Tree apply(Tree target, Tree patch) throws PatchRefusedException {
    Tree patched = target;
    for (Operation one : operations(patch)) {
      patched = apply(patched, one);
    }
    return patched;
  }

  private static Tree apply(Tree tree, Operation one) throws PatchRefusedException {
    List<String> path = steps(one.path());
    return switch (one.kind()) {
      case "add" -> change(tree, path, 0, one, Change.ADD, one.value());
      case "remove" -> change(tree, path, 0, one, Change.REMOVE, one.value());
      case "replace" -> change(tree, path, 0, one, Change.REPLACE, one.value());
      case "copy" -> change(tree, path, 0, one, Change.ADD, at(tree, steps(one.from()), one));
      case "move" -> {
        if (one.path().startsWith(one.from() + "/")) {
          throw new PatchRefusedException("\"%s\" moves a part into itself".formatted(one));
        }
        List<String> from = steps(one.from());
        Tree moved = at(tree, from, one);
        yield change(
            change(tree, from, 0, one, Change.REMOVE, moved), path, 0, one, Change.ADD, moved);
      }
      default -> {
        if (!at(tree, path, one).equals(one.value())) {
          throw new PatchRefusedException("\"%s\" finds another value".formatted(one));
        }
        yield tree;
      }
    };
  }

  private enum Change {
    ADD,
    REMOVE,
    REPLACE
  }

  private static List<String> steps(String pointer) {
    if (pointer.isEmpty()) {
      return List.of();
    }
    List<String> steps = new ArrayList<>();
    for (String step : pointer.substring(1).split("/", -1)) {
      steps.add(step.replace("~1", "/").replace("~0", "~"));
    }
    return steps;
  }

  private static Tree at(Tree tree, List<String> path, Operation one) throws PatchRefusedException {
    Tree found = tree;
    for (String step : path) {
      found =
          switch (found) {
            case Tree.Branch branch -> branch.get(step).orElseThrow(() -> absent(one, step));
            case Tree.Items(List<Tree> list) -> list.get(index(step, list.size(), one));
            case Tree.Text _, Tree.Word _ -> throw absent(one, step);
          };
    }
    return found;
  }

  private static Tree change(
      Tree tree, List<String> path, int depth, Operation one, Change change, Tree value)
      throws PatchRefusedException {
    if (path.isEmpty()) {
      return change == Change.REMOVE ? Tree.Word.NULL : value;
    }
    String step = path.get(depth);
    boolean last = depth == path.size() - 1;
    return switch (tree) {
      case Tree.Branch branch -> {
        if ((change != Change.ADD || !last) && branch.get(step).isEmpty()) {
          throw absent(one, step);
        }
        if (last) {
          yield change == Change.REMOVE ? branch.without(step) : branch.with(step, value);
        }
        Tree inner = branch.get(step).orElse(Tree.Word.NULL);
        yield branch.with(step, change(inner, path, depth + 1, one, change, value));
      }
      case Tree.Items(List<Tree> list) -> {
        List<Tree> changed = new ArrayList<>(list);
        if (last && change == Change.ADD) {
          changed.add(step.equals("-") ? list.size() : index(step, list.size() + 1, one), value);
          yield new Tree.Items(changed);
        }
        int index = index(step, list.size(), one);
        if (last && change == Change.REMOVE) {
          changed.remove(index);
        } else {
          changed.set(
              index, last ? value : change(list.get(index), path, depth + 1, one, change, value));
        }
        yield new Tree.Items(changed);
      }
      case Tree.Text _, Tree.Word _ -> throw absent(one, step);
    };
  }

  private static int index(String step, int size, Operation one) throws PatchRefusedException {
    int index = step.matches("0|[1-9][0-9]{0,6}") ? Integer.parseInt(step) : -1;
    if (index < 0 || index >= size) {
      throw absent(one, step);
    }
    return index;
  }

  private static PatchRefusedException absent(Operation one, String step) {
    return new PatchRefusedException("\"%s\": there is no \"%s\"".formatted(one, step));
  }
}
