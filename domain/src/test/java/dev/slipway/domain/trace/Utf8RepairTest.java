package dev.slipway.domain.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class Utf8RepairTest {

  @ParameterizedTest(name = "{0}")
  @DisplayName("each bad byte becomes one U+FFFD")
  @CsvSource({
    "62ff fe62, 62 efbfbd efbfbd 62",
    "e28220, efbfbd efbfbd 20",
    "e282, efbfbd efbfbd",
    "f09f9880, f09f9880",
    "c080, efbfbd efbfbd",
    "e08080, efbfbd efbfbd efbfbd",
    "eda080, efbfbd efbfbd efbfbd",
    "f4908080, efbfbd efbfbd efbfbd efbfbd",
    "f09fc3a9, efbfbd efbfbd c3a9",
    "00, 00",
  })
  void repairs(String input, String expected) {
    byte[] bytes = HexFormat.of().parseHex(input.replace(" ", ""));
    byte[] repaired = HexFormat.of().parseHex(expected.replace(" ", ""));
    assertThat(whole(bytes)).isEqualTo(repaired);
    assertThat(byteByByte(bytes)).isEqualTo(repaired);
  }

  @Test
  @DisplayName("valid text of every length stays as it is")
  void keepsValidText() {
    byte[] text =
        "a\u00e9\u20ac\ud83d\ude00z\uffff\ud7ff\udbff\udfff".getBytes(StandardCharsets.UTF_8);
    assertThat(whole(text)).isEqualTo(text);
    assertThat(byteByByte(text)).isEqualTo(text);
  }

  @ParameterizedTest(name = "seed {0}")
  @DisplayName("random bytes: always valid afterwards, and the same however they are cut")
  @MethodSource("seeds")
  void isAlwaysValid(int seed) {
    Random random = new Random(seed);
    byte[] interesting = HexFormat.of().parseHex("41c2a980bfe0e282acedf09f9880f4908fff");
    byte[] input = new byte[200];
    for (int i = 0; i < input.length; i++) {
      input[i] = interesting[random.nextInt(interesting.length)];
    }
    byte[] expected = whole(input);
    assertThat(new String(expected, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8))
        .isEqualTo(expected);
    assertThat(byteByByte(input)).isEqualTo(expected);
    Collected pieces = new Collected();
    Utf8Repair repair = new Utf8Repair(pieces);
    Collected.feedPieces(input, random, repair::write);
    repair.close();
    assertThat(pieces.bytes()).isEqualTo(expected);
  }

  static Stream<Integer> seeds() {
    return IntStream.range(0, 200).boxed();
  }

  private static byte[] whole(byte[] input) {
    Collected out = new Collected();
    Utf8Repair repair = new Utf8Repair(out);
    Collected.feedWhole(input, repair::write);
    repair.close();
    return out.bytes();
  }

  private static byte[] byteByByte(byte[] input) {
    Collected out = new Collected();
    Utf8Repair repair = new Utf8Repair(out);
    Collected.feedBytes(input, repair::write);
    repair.close();
    return out.bytes();
  }
}
