package dev.slipway.app.helper.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
  @ParameterizedTest(name = "{0} and {1}: {2}")
  @DisplayName("a pattern fits what GitLab's documentation says")
  @CsvSource({
    "*.txt, a.txt, true",
    "*.txt, sub/a.txt, false",
    "**/*.txt, a.txt, true",
    "**/*.txt, sub/deep/a.txt, true",
    "sub/**, sub/deep/a.txt, true",
    "sub/**, sub, true",
    "sub/**, subs, false",
    "sub/**/a.txt, sub/a.txt, true",
    "sub/**/a.txt, sub/x/y/a.txt, true",
    "**, x/y, true",
    "a**b, axxb, true",
    "a**b, a/b, false",
    "?.txt, a.txt, true",
    "?.txt, ab.txt, false",
    "[a-c].txt, b.txt, true",
    "[!a-c].txt, b.txt, false",
    "[^a-c].txt, d.txt, true",
    "[]a].txt, ].txt, true",
    "'{a,b}.txt', b.txt, true",
    "'{a,b}.txt', c.txt, false",
    "'{a/x,b}/*.txt', a/x/y.txt, true",
    "'{**/a,b}', x/y/a, true",
    "'a,b', 'a,b', true",
    "'a}', 'a}', true",
    "*, .hidden, true",
    "a+(b).txt, a+(b).txt, true",
    "a.txt, axtxt, false",
    "\\*.txt, *.txt, true",
    "\\*.txt, a.txt, false",
  })
  void fits(String pattern, String path, boolean expected) {
    assertThat(Glob.of(pattern).matches(path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @DisplayName("what is no pattern is refused")
  @ValueSource(strings = {"[a", "{a", "a\\", "{a,{b}"})
  void refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Glob.of(text))
        .withMessageContaining("syntax error in pattern " + text);
  }

  @ParameterizedTest
  @DisplayName("the walk begins behind the last plain segment")
  @CsvSource({"a/b/*.c, a/b", "*, ''", "a/b, a/b", "a/**/b, a"})
  void base(String pattern, String expected) {
    assertThat(Glob.of(pattern).base()).isEqualTo(expected);
  }
}
