package dev.slipway.domain.trace;

import static dev.slipway.domain.trace.Collected.latin;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenAndUrlMaskerTest {

  @ParameterizedTest
  @DisplayName("the prefix stays, the token behind it is masked")
  @CsvSource(
      delimiter = '>',
      value = {
        "glpat-AbC_1 x > glpat-[MASKED] x",
        "xglrt-t1_a.b=c-d! > xglrt-[MASKED]!",
        "glpat- x > glpat- x",
        "glpat- > glpat-",
        "glpat-a glpat-b > glpat-[MASKED] glpat-[MASKED]",
        "glglpat-a > glglpat-[MASKED]",
        "_gitlab_session=abc; y > _gitlab_session=[MASKED]; y",
        "glp at-abc > glp at-abc",
      })
  void masksTokens(String text, String expected) {
    assertThat(tokens(text, false)).isEqualTo(expected);
    assertThat(tokens(text, true)).isEqualTo(expected);
  }

  @ParameterizedTest
  @DisplayName("the value of a secret URL parameter is masked, whatever the case of its name")
  @CsvSource(
      delimiter = '>',
      value = {
        "http://h/?private_token=abc&x=1 > http://h/?private_token=[MASKED]&x=1",
        "http://h/?x=1&RSS_Token=abc end > http://h/?x=1&RSS_Token=[MASKED] end",
        "a?authenticity_token=b?private_token=c > a?authenticity_token=[MASKED]?private_token=[MASKED]",
        "?X-Amz-Security-Token=a/b%20+ x > ?X-Amz-Security-Token=[MASKED] x",
        "?private_token=&x > ?private_token=&x",
        "private_token=abc > private_token=abc",
        "?private_tokens=abc > ?private_tokens=abc",
        "?x-amz-security-token-and-more=abc > ?x-amz-security-token-and-more=abc",
        "?a private_token=abc > ?a private_token=abc",
      })
  void masksUrlParameters(String text, String expected) {
    assertThat(urls(text, false)).isEqualTo(expected);
    assertThat(urls(text, true)).isEqualTo(expected);
  }

  @Test
  @DisplayName("fifteen prefixes count, the shortest first; the rest is left out")
  void takesFifteenPrefixes() {
    List<String> all = MaskingRules.tokenPrefixes(List.of("zz-", "aa-", "glpat-", " "), true);
    assertThat(all)
        .hasSize(15)
        .startsWith("aa-", "zz-", "gldt-", "glft-", "glrt-", "glcbt-", "glimt-")
        .doesNotContain("_gitlab_session=");
    assertThat(MaskingRules.tokenPrefixes(List.of(), false)).containsExactly("glpat-");
    assertThat(MaskingRules.tokenPrefixes(List.of(), true)).hasSize(14);
  }

  private static String tokens(String text, boolean byteByByte) {
    Collected out = new Collected();
    PhraseSet prefixes = MaskingRules.of(List.of(), List.of(), true).tokenPrefixes();
    TokenPrefixMasker masker = new TokenPrefixMasker(prefixes, out);
    feed(text, byteByByte, masker::write);
    return out.text();
  }

  private static String urls(String text, boolean byteByByte) {
    Collected out = new Collected();
    UrlParameterMasker masker = new UrlParameterMasker(out);
    feed(text, byteByByte, masker::write);
    return out.text();
  }

  private static void feed(String text, boolean byteByByte, ByteSink target) {
    if (byteByByte) {
      Collected.feedBytes(latin(text), target);
    } else {
      Collected.feedWhole(latin(text), target);
    }
  }
}
