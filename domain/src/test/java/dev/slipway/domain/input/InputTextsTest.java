package dev.slipway.domain.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Job inputs in a text")
class InputTextsTest {
  private static final InputTexts INPUTS =
      new InputTexts(
          List.of(
              new JobInput("env", new InputValue.Text("pro\"d"), false),
              new JobInput("count", new InputValue.Numeric(new BigDecimal("1E+3")), false),
              new JobInput("none", new InputValue.Numeric(new BigDecimal("0.0")), false),
              new JobInput("dry-run", new InputValue.Truth(true), false),
              new JobInput("zones", new InputValue.Items(items()), false),
              new JobInput("db", new InputValue.Fields(fields()), false),
              new JobInput("key", new InputValue.Text("secret"), true)));

  private static List<InputValue> items() {
    return List.of(new InputValue.Text("a"), new InputValue.Numeric(new BigDecimal("2.50")));
  }

  private static Map<String, InputValue> fields() {
    Map<String, InputValue> fields = new LinkedHashMap<>();
    fields.put("host", new InputValue.Text("h\n"));
    fields.put("ports", new InputValue.Items(items()));
    return fields;
  }

  @ParameterizedTest
  @DisplayName("are replaced by their text")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "plain $HOME ${A} $ {{| plain $HOME ${A} $ {{",
        "to ${{ job.inputs.env }}!| to pro\"d!",
        "${{job.inputs.count}}/${{ job.inputs.none }}| 1000/0",
        "${{ job.inputs.dry-run }}| true",
        "${{ job.inputs['dry-run'] }}| true",
        "${{ job.inputs.zones }}| [\"a\",2.5]",
        "${{ job.inputs.zones[1] }} ${{ job.inputs.zones[ 0 ] }}| 2.5 a",
        "${{ job.inputs.db.ports[1] }}| 2.5",
        "${{ job.inputs.db[\"ports\"][0] }}| a",
        "${{ job.inputs.db }}| {\"host\":\"h\\n\",\"ports\":[\"a\",2.5]}",
        "${{ str(job.inputs.zones) }}| [\"a\",2.5]",
        "${{ 'lit}}eral' }} ${{ -4.50 }} ${{ false }}| lit}}eral -4.5 false",
      })
  void filled(String text, String expected) throws InputRefusedException {
    assertThat(INPUTS.fill(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @DisplayName("that cannot be given are told with the reason, never with a value")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "${{ job.inputs.nope }}| the job has no input \"nope\"",
        "${{ job.inputs.key }}| sensitive inputs are unsupported in interpolations yet",
        "${{ str(job.inputs.key) }}| sensitive inputs are unsupported in interpolations yet",
        "${{ job.inputs.env| the expression has no end: }} is missing",
        "${{ job.inputs.env + 1 }}| unexpected \"+\" in the expression",
        "${{ env.HOME }}| \"env\" is not known: only job.inputs can be used",
        "${{ job.id }}| job.id is not known: only job.inputs",
        "${{ job.inputs.zones[2] }}| a value of type array has no element [2]",
        "${{ job.inputs.zones[-1] }}| a value of type array has no element [-1]",
        "${{ job.inputs.env.x }}| a value of type string has no field \"x\"",
        "${{ }}| unexpected \"}\" in the expression",
      })
  void refused(String text, String reason) {
    assertThatThrownBy(() -> INPUTS.fill(text))
        .isInstanceOf(InputRefusedException.class)
        .hasMessage(reason);
  }

  @Test
  @DisplayName("are not looked for where the job has none")
  void withoutInputs() throws InputRefusedException {
    assertThat(new InputTexts(List.of()).fill("${{ github.sha }}")).isEqualTo("${{ github.sha }}");
  }
}
