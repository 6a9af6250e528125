package dev.slipway.domain.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingRulesTest {
  @ParameterizedTest(name = "\"{0}\" is told as \"{1}\"")
  @CsvSource(
      textBlock =
          """
          no such thing,                       no such thing
          ä hush-hush 'hush-hush',             ä [MASKED] '[MASKED]'
          hush-hus,                            hush-hus
          http://h/p?private_token=abc&x=1 no, http://h/p?private_token=[MASKED]&x=1 no
          by glpat-abc123 here,                by glpat-[MASKED] here
          '',                                  ''
          """)
  @DisplayName("a text that is told elsewhere hides what the log hides")
  void masked(String text, String told) {
    assertThat(MaskingRules.of(List.of("hush-hush"), List.of(), true).masked(text)).isEqualTo(told);
  }
}
