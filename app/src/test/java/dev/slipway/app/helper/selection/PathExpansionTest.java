package dev.slipway.app.helper.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathExpansionTest {
  private final PathExpansion expansion = new PathExpansion(Map.of("V", "v w", "E", ""));

  @ParameterizedTest(name = "{0} is {1}")
  @DisplayName("variables are replaced as a shell does within double quotes")
  @CsvSource({
    "a/b, a/b",
    "$V/x, v w/x",
    "${V}x, v wx",
    "$VX, ''",
    "${E:-y}, y",
    "${E-y}, ''",
    "${N:-$V}, v w",
    "${N-y}, y",
    "${V:+y}, y",
    "${N:+y}, ''",
    "\\$V, $V",
    "a$, a$",
    "a\\b, a\\b",
    "'*.{a,b}', '*.{a,b}'",
  })
  void replaced(String text, String expected) {
    assertThat(expansion.expand(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @DisplayName("nothing is run")
  @ValueSource(strings = {"$(id)", "`id`", "${V", "${V!x}", "${}"})
  void refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> expansion.expand(text));
  }
}
