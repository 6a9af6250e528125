package dev.slipway.domain.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePatternTest {
  @ParameterizedTest(name = "{0} {2} {1}")
  @DisplayName("patterns match as the documentation of allowed_images says")
  @CsvSource(
      delimiter = ' ',
      value = {
        "ruby:2.1 * true",
        "library/ruby * false",
        "library/ruby **/* true",
        "library/ruby */*:* false",
        "library/ruby:2 */*:* true",
        "ruby:2.1 **/* true",
        "my.registry.tld/group/subgroup/ruby:2.1 my.registry.tld/**/*:* true",
        "my.registry.tld/ruby:2.1 my.registry.tld/**/*:* true",
        "my.registry.tld/group/subgroup/ruby:2.1 my.registry.tld/*/*:* false",
        "a/b/c a/** true",
        "a/b/c ** true",
        "ruby:2.1 ruby:2.? true",
        "ruby:2/1 ruby:2?1 false",
        "ruby:3 ruby:[2-4] true",
        "ruby:3 ruby:[!2-4] false",
        "php:8 {ruby,php}:* true",
        "php:8 {ruby,p{hp,erl}}:* true",
        "go:1 {ruby,php}:* false",
        "a*b a\\*b true",
        "axb a\\*b false",
        "my.registry/x myxregistry/x false"
      })
  void matches(String image, String pattern, boolean expected) {
    assertThat(ImagePattern.parse(pattern).matcher(image).matches()).isEqualTo(expected);
  }

  @ParameterizedTest
  @DisplayName("what cannot be a pattern is refused")
  @ValueSource(strings = {"ruby:[2", "{a,b", "a\\"})
  void wrong(String pattern) {
    assertThatThrownBy(() -> ImagePattern.parse(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(pattern);
  }
}
