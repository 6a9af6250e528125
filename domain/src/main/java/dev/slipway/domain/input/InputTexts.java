package dev.slipway.domain.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts job inputs into texts: each <code>${{ job.inputs.NAME }}</code> is replaced by the input's
 * text. Without inputs a text stays as it is, whatever is in it (GitLab's rule).
 */
public final class InputTexts {
  private static final String OPEN = "${{";
  private static final String CLOSE = "}}";

  private final Map<String, JobInput> inputs;

  public InputTexts(List<JobInput> inputs) {
    this.inputs =
        inputs.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    JobInput::key, Function.identity(), (first, last) -> last));
  }

  /** Whether there is nothing to replace. */
  public boolean isEmpty() {
    return inputs.isEmpty();
  }

  /** The text with every place filled. */
  public String fill(String text) throws InputRefusedException {
    int open = inputs.isEmpty() ? -1 : text.indexOf(OPEN);
    if (open < 0) {
      return text;
    }
    StringBuilder filled = new StringBuilder();
    int from = 0;
    while (open >= 0) {
      InputExpression expression = new InputExpression(text, open + OPEN.length(), inputs);
      InputValue value = expression.value(CLOSE);
      filled.append(text, from, open).append(value.text());
      from = expression.end();
      open = text.indexOf(OPEN, from);
    }
    return filled.append(text, from, text.length()).toString();
  }

  /** Each of the texts with every place filled. */
  public List<String> fill(List<String> texts) throws InputRefusedException {
    List<String> filled = new ArrayList<>();
    for (String text : texts) {
      filled.add(fill(text));
    }
    return filled;
  }
}
