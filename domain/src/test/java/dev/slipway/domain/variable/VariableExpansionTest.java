package dev.slipway.domain.variable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Expansion of references")
class VariableExpansionTest {
  private static final Map<String, String> VALUES = Map.of("V", "v", "-", "minus", "B", "$V");

  @ParameterizedTest(name = "{0} gives {1}")
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      textBlock =
          """
          $V           | v
          ${V}         | v
          a$V.b        | av.b
          $V1          | ""
          $NOT_THERE   | ""
          $$           | $
          $$V          | $V
          $$$V         | $v
          \\$V         | \\v
          ${V:-x}      | ""
          a$1b         | ab
          a$0$9$*$#$@$!$?b | ab
          a$-b         | aminusb
          ${1}         | ""
          ${*}         | ""
          ${$}         | $
          a$           | a$
          $            | $
          "$ x"        | "$ x"
          $.           | $.
          $/           | $/
          a${}b        | ab
          ${V          | V
          ${V$V        | Vv
          ${           | ""
          %V%          | %V%
          $B           | $V
          "$\u00e9"    | "$\u00e9"
          $V\u00e9     | v\u00e9
          ""           | ""
          """)
  void table(String text, String expected) {
    assertThat(VariableExpansion.expand(text, name -> VALUES.getOrDefault(name, "")))
        .isEqualTo(expected);
  }
}
