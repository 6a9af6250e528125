package dev.slipway.domain.input;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * One expression within <code>${{ }}</code>: {@code job.inputs.NAME}, then any number of {@code
 * .field}, {@code ["field"]} and {@code [number]}; or {@code str(expression)}; or a literal. That
 * is the part of GitLab's expression language that job inputs need.
 */
final class InputExpression {
  private static final int NESTING_MAX = 50;

  private final String text;
  private final Map<String, JobInput> inputs;
  private int at;
  private int nesting;

  /**
   * @param start of the expression in the text
   */
  InputExpression(String text, int start, Map<String, JobInput> inputs) {
    this.text = text;
    this.inputs = inputs;
    this.at = start;
  }

  /** The value; the expression ends with {@code close}. */
  InputValue value(String close) throws InputRefusedException {
    InputValue value = expression();
    blanks();
    if (!text.startsWith(close, at)) {
      throw unexpected();
    }
    at += close.length();
    return value;
  }

  /** Where the text goes on, once the value is known. */
  int end() {
    return at;
  }

  private InputValue expression() throws InputRefusedException {
    if (++nesting > NESTING_MAX) {
      throw new InputRefusedException("the expression is nested too deep");
    }
    blanks();
    char next = peek();
    if (next == '"' || next == '\'') {
      return parts(new InputValue.Text(literal()));
    }
    if (next == '-' || isDigit(next)) {
      return new InputValue.Numeric(number());
    }
    String name = name();
    return switch (name) {
      case "job" -> parts(input());
      case "str" -> parts(asText());
      case "true", "false" -> new InputValue.Truth(name.equals("true"));
      default ->
          throw new InputRefusedException(
              "\"%s\" is not known: only job.inputs can be used".formatted(name));
    };
  }

  private InputValue input() throws InputRefusedException {
    expect('.');
    String place = name();
    if (!place.equals("inputs")) {
      throw new InputRefusedException("job.%s is not known: only job.inputs".formatted(place));
    }
    blanks();
    String key;
    if (peek() == '[') {
      at++;
      blanks();
      key = literal();
      expect(']');
    } else {
      expect('.');
      key = name();
    }
    JobInput found = inputs.get(key);
    if (found == null) {
      throw new InputRefusedException("the job has no input \"%s\"".formatted(key));
    }
    if (found.sensitive()) {
      throw new InputRefusedException("sensitive inputs are unsupported in interpolations yet");
    }
    return found.value();
  }

  private InputValue asText() throws InputRefusedException {
    expect('(');
    InputValue value = expression();
    expect(')');
    return new InputValue.Text(value.text());
  }

  private InputValue parts(InputValue whole) throws InputRefusedException {
    InputValue value = whole;
    while (true) {
      blanks();
      switch (peek()) {
        case '.' -> {
          at++;
          value = field(value, name());
        }
        case '[' -> {
          at++;
          blanks();
          char next = peek();
          value = next == '"' || next == '\'' ? field(value, literal()) : item(value, number());
          expect(']');
        }
        default -> {
          return value;
        }
      }
    }
  }

  private static InputValue field(InputValue value, String name) throws InputRefusedException {
    InputValue found =
        value instanceof InputValue.Fields(Map<String, InputValue> fields)
            ? fields.get(name)
            : null;
    if (found == null) {
      throw new InputRefusedException(
          "a value of type %s has no field \"%s\"".formatted(value.type(), name));
    }
    return found;
  }

  private static InputValue item(InputValue value, BigDecimal index) throws InputRefusedException {
    if (value instanceof InputValue.Items(List<InputValue> items)
        && index.stripTrailingZeros().scale() <= 0
        && index.signum() >= 0
        && index.compareTo(BigDecimal.valueOf(items.size())) < 0) {
      return items.get(index.intValueExact());
    }
    throw new InputRefusedException(
        "a value of type %s has no element [%s]".formatted(value.type(), index.toPlainString()));
  }

  private String literal() throws InputRefusedException {
    char quote = peek();
    if (quote != '"' && quote != '\'') {
      throw unexpected();
    }
    StringBuilder literal = new StringBuilder();
    for (at++; at < text.length() && text.charAt(at) != quote; at++) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      literal.append(text.charAt(at));
    }
    expect(quote);
    return literal.toString();
  }

  private BigDecimal number() throws InputRefusedException {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    while (isDigit(peek()) || peek() == '.') {
      at++;
    }
    String digits = text.substring(start, at);
    if (!digits.matches("-?\\d{1,30}(\\.\\d{1,30})?")) {
      at = start;
      throw unexpected();
    }
    return new BigDecimal(digits);
  }

  private String name() throws InputRefusedException {
    blanks();
    int start = at;
    while (isNameChar(peek(), at == start)) {
      at++;
    }
    if (at == start) {
      throw unexpected();
    }
    return text.substring(start, at);
  }

  private void expect(char c) throws InputRefusedException {
    blanks();
    if (peek() != c) {
      throw unexpected();
    }
    at++;
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /** The next character; NUL at the end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameChar(char c, boolean first) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    return letter || (!first && (isDigit(c) || c == '-'));
  }

  private InputRefusedException unexpected() {
    return new InputRefusedException(
        at >= text.length()
            ? "the expression has no end: }} is missing"
            : "unexpected \"%s\" in the expression".formatted(text.charAt(at)));
  }
}
