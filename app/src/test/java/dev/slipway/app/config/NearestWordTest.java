package dev.slipway.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestWordTest {
  private static final List<String> WORDS =
      List.of("image", "namespace", "cpu_limit", "cpu_request", "MaxUploadedArchiveSize");

  @ParameterizedTest
  @DisplayName("a few letters may be wrong")
  @CsvSource({
    "imag, image",
    "imagee, image",
    "iamge, image",
    "IMAGE, image",
    "cpu_limits, cpu_limit",
    "cpu-limit, cpu_limit",
    "name_space, namespace",
    "maxuploadarchivesize, MaxUploadedArchiveSize"
  })
  void near(String typed, String meant) {
    assertThat(NearestWord.to(typed, WORDS)).contains(meant);
  }

  @ParameterizedTest
  @DisplayName("another word is no typo")
  @CsvSource({"i", "mage_of_all", "memory_limit", "''"})
  void far(String typed) {
    assertThat(NearestWord.to(typed, WORDS)).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("letters to change are counted")
  @CsvSource({"a, a, 0", "a, b, 1", "ab, ba, 1", "abc, acb, 1", "'', abc, 3", "kitten, sitting, 3"})
  void counted(String from, String to, int changes) {
    assertThat(NearestWord.changes(from, to)).isEqualTo(changes);
  }
}
