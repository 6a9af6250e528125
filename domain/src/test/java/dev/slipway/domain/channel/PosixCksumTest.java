package dev.slipway.domain.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PosixCksumTest {
  // The values are those of coreutils' cksum.
  @Test
  void agrees_with_the_command() {
    assertThat(PosixCksum.of(new byte[0])).isEqualTo(4294967295L);
    assertThat(PosixCksum.of("123456789".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(930766865L);
  }
}
