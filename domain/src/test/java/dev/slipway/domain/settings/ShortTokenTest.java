package dev.slipway.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortTokenTest {
  @ParameterizedTest
  @DisplayName("known prefixes go, nine characters stay")
  @CsvSource({
    "glrt-aaa_cccbbbdddooo2222, aaa_cccbb",
    "glrt-t1_abcdefghijkl, abcdefghi",
    "glrt-t4_abcdefghijkl, t4_abcdef",
    "t2_abcdefghijkl, abcdefghi",
    "glrtr-abcdefghijkl, abcdefghi",
    "glrt-glcbt-abcdefghijkl, abcdefghi",
    "GR1348941abcdefghijkl, abcdefghi",
    "GR134894zabcdefghijkl, GR134894z",
    "judgetoken0123456789, judgetoke",
    "xglrt-abcdefghijkl, xglrt-abc",
    "abc, abc",
    "glrt-, ''"
  })
  void shortened(String token, String expected) {
    assertThat(ShortToken.of(token)).hasToString(expected);
  }
}
