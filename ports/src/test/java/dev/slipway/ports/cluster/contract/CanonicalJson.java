package dev.slipway.ports.cluster.contract;

import dev.slipway.ports.cluster.stream.JsonText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
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
    Object tree =
        JsonText.read(json).orElseThrow(() -> new AssertionError("this is not JSON: " + json));
    StringBuilder out = new StringBuilder();
    write(out, pruned("", tree), "\n");
    return out.append('\n').toString();
  }

  private static Object pruned(String key, Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> kept = new TreeMap<>();
        map.forEach(
            (k, v) -> {
              Object part = pruned(String.valueOf(k), v);
              if (EMPTY_MEANS_SOMETHING.contains(k) || !isEmpty(part)) {
                kept.put(String.valueOf(k), QUANTITIES.contains(key) ? quantity(part) : part);
              }
            });
        yield kept;
      }
      case List<?> list -> list.stream().map(one -> pruned("", one)).toList();
      default -> QUANTITY.contains(key) ? quantity(value) : value;
    };
  }

  private static boolean isEmpty(Object value) {
    return switch (value) {
      case Map<?, ?> map -> map.isEmpty();
      case List<?> list -> list.isEmpty();
      case JsonText.Word word -> word.text().equals("null");
      default -> false;
    };
  }

  private static Object quantity(Object value) {
    if (!(value instanceof String text)) {
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
    return number.stripTrailingZeros().toPlainString();
  }

  private static void write(StringBuilder out, Object value, String newLine) {
    switch (value) {
      case Map<?, ?> map -> {
        String inner = newLine + "  ";
        String separator = inner;
        out.append('{');
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(separator);
          quote(out, String.valueOf(entry.getKey()));
          write(out.append(": "), entry.getValue(), inner);
          separator = "," + inner;
        }
        out.append(map.isEmpty() ? "" : newLine).append('}');
      }
      case List<?> list -> {
        String inner = newLine + "  ";
        String separator = inner;
        out.append('[');
        for (Object one : list) {
          write(out.append(separator), one, inner);
          separator = "," + inner;
        }
        out.append(list.isEmpty() ? "" : newLine).append(']');
      }
      case JsonText.Word word -> out.append(word.text());
      default -> quote(out, String.valueOf(value));
    }
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        default -> {
          if (c < ' ') {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
