package dev.slipway.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
  @ParameterizedTest
  @DisplayName("host and port are read; the port may be left out")
  @CsvSource({
    ":9252, '', 9252",
    "localhost, localhost, 9252",
    "localhost:1, localhost, 1",
    "0.0.0.0:65535, 0.0.0.0, 65535",
    "[::1]:80, ::1, 80",
    "[::1], ::1, 9252"
  })
  void read(String text, String host, int port) {
    ListenAddress address = ListenAddress.parse(text);
    assertThat(address).isEqualTo(new ListenAddress(host, port));
    assertThat(ListenAddress.parse(address.toString())).isEqualTo(address);
  }

  @ParameterizedTest
  @DisplayName("what names no port is refused")
  @ValueSource(strings = {"a:", ":x", ":65536", ":123456", "::1", "[::1", "[::1]80", ":-1"})
  void refused(String text) {
    assertThatThrownBy(() -> ListenAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
