package dev.slipway.domain.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodNamesTest {
  @ParameterizedTest
  @CsvSource({
    "abcdefghi, 7, 0, runner-abcdefghi-project-7-concurrent-0",
    "aaa_cccbb, 12, 3, runner-aaacccbb-project-12-concurrent-3",
    "tOk3_?ofTHE-Runner, 1, 0, runner-tok3ofthe-runner-project-1-concurrent-0"
  })
  @DisplayName("the base holds what Kubernetes takes: small letters, digits and dashes")
  void base(String token, long project, int slot, String expected) {
    assertThat(PodNames.base(token, project, slot)).isEqualTo(expected);
  }

  @Test
  @DisplayName("a base has at most 63 characters, a unique name too, and ends with its suffix")
  void lengths() {
    String base = PodNames.base("a".repeat(80), 7, 0);
    assertThat(base).hasSize(63).startsWith("runner-aaa");
    assertThat(PodNames.unique(base, "12345678"))
        .hasSize(63)
        .isEqualTo(base.substring(0, 54) + "-12345678");
    assertThat(PodNames.unique("short", "12345678")).isEqualTo("short-12345678");
  }

  @ParameterizedTest
  @CsvSource({
    "-a/b c., a_b_c",
    "group/app, group_app",
    "___, ''",
    "'', ''",
    "Grüße, Gr__e",
    "_.x.-, x"
  })
  @DisplayName("a label value has no other characters and its ends are letters or digits")
  void label(String value, String expected) {
    assertThat(PodNames.label(value)).isEqualTo(expected);
  }

  @Test
  @DisplayName("a label value that was cut is trimmed again")
  void cutLabel() {
    assertThat(PodNames.label("a".repeat(62) + "--" + "b")).isEqualTo("a".repeat(62));
    assertThat(PodNames.label("a".repeat(70))).hasSize(63);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "45, 45s",
    "60, 1m0s",
    "300, 5m0s",
    "3600, 1h0m0s",
    "3661, 1h1m1s",
    "360000, 100h0m0s"
  })
  @DisplayName("durations are written as GitLab's users read them")
  void durations(long seconds, String expected) {
    assertThat(GoText.of(Duration.ofSeconds(seconds))).isEqualTo(expected);
  }
}
