package dev.slipway.ports.cluster.contract;

import dev.slipway.domain.tree.Tree;
import dev.slipway.domain.tree.TreeJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to write a Kubernetes object, whatever a client library makes of it: keys sorted, nothing
 * that is null or empty except {@code emptyDir} (there the emptiness is the content), quantities by
 * value.
 */
public final class CanonicalJson {
  private static final Set<String> EMPTY_MEANS_SOMETHING = Set.of("emptyDir");
  private static final Set<String> QUANTITIES = Set.of("requests", "limits", "capacity");
  private static final Set<String> QUANTITY = Set.of("sizeLimit", "storage");
  private static final Pattern AMOUNT = Pattern.compile("([+-]?[0-9.]+)([a-zA-Z]*)");
  private static final List<String> DECIMAL =
      List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
  private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");

  private CanonicalJson() {}

  /** The same object, canonical, indented by two, with a line break at its end. */
  public static String of(String json) {
    Tree tree =
        TreeJson.read(json).orElseThrow(() -> new AssertionError("this is not JSON: " + json));
    return TreeJson.indented(pruned("", tree).sorted()) + "\n";
  }

  private static Tree pruned(String key, Tree value) {
    return switch (value) {
      case Tree.Branch(Map<String, Tree> entries) -> {
        Map<String, Tree> kept = new TreeMap<>();
        entries.forEach(
            (k, v) -> {
              Tree part = pruned(k, v);
              if (EMPTY_MEANS_SOMETHING.contains(k) || !isEmpty(part)) {
                kept.put(k, QUANTITIES.contains(key) ? quantity(part) : part);
              }
            });
        yield new Tree.Branch(kept);
      }
      case Tree.Items(List<Tree> list) ->
          new Tree.Items(list.stream().map(one -> pruned("", one)).toList());
      case Tree.Text _, Tree.Word _ -> QUANTITY.contains(key) ? quantity(value) : value;
    };
  }

  private static boolean isEmpty(Tree value) {
    return switch (value) {
      case Tree.Branch(Map<String, Tree> entries) -> entries.isEmpty();
      case Tree.Items(List<Tree> list) -> list.isEmpty();
      case Tree.Word word -> word.equals(Tree.Word.NULL);
      case Tree.Text _ -> false;
    };
  }

  private static Tree quantity(Tree value) {
    if (!(value instanceof Tree.Text(String text))) {
      return value;
    }
    Matcher amount = AMOUNT.matcher(text);
    if (!amount.matches()) {
      return value;
    }
    BigDecimal number = new BigDecimal(amount.group(1));
    int binary = BINARY.indexOf(amount.group(2));
    int decimal = DECIMAL.indexOf(amount.group(2));
    if (binary > 0) {
      number = number.multiply(BigDecimal.valueOf(1024).pow(binary));
    } else if (decimal >= 0) {
      number = number.scaleByPowerOfTen(3 * (decimal - 3));
    } else {
      return value;
    }
    return new Tree.Text(number.stripTrailingZeros().toPlainString());
  }
}
