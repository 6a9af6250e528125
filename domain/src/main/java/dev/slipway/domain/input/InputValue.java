package dev.slipway.domain.input;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The value of a job input, or a part of one. */
public sealed interface InputValue {

  /** A string. */
  record Text(String value) implements InputValue {}

  /** A number. */
  record Numeric(BigDecimal value) implements InputValue {}

  /** A boolean. */
  record Truth(boolean value) implements InputValue {}

  /** An array. */
  record Items(List<InputValue> values) implements InputValue {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** A struct; its fields in the order they came. */
  record Fields(Map<String, InputValue> values) implements InputValue {
    public Fields {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /** The word that GitLab has for this kind of value. */
  default String type() {
    return switch (this) {
      case Text _ -> "string";
      case Numeric _ -> "number";
      case Truth _ -> "boolean";
      case Items _ -> "array";
      case Fields _ -> "struct";
    };
  }

  /** What a job's text gets in its place: a string as it is, everything else as JSON. */
  default String text() {
    return this instanceof Text(String value) ? value : json();
  }

  private String json() {
    return switch (this) {
      case Text(String value) -> quoted(value);
      case Numeric(BigDecimal value) ->
          (value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros()).toPlainString();
      case Truth(boolean value) -> Boolean.toString(value);
      case Items(List<InputValue> values) ->
          values.stream().map(InputValue::json).collect(Collectors.joining(",", "[", "]"));
      case Fields(Map<String, InputValue> values) ->
          values.entrySet().stream()
              .map(field -> quoted(field.getKey()) + ":" + field.getValue().json())
              .collect(Collectors.joining(",", "{", "}"));
    };
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < ' ') {
            json.append("\\u%04x".formatted((int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }
}
