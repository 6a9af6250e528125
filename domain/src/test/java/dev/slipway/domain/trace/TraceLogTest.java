package dev.slipway.domain.trace;

import static dev.slipway.domain.trace.Collected.latin;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceLogTest {
  private static final String NOTICE =
      "\n\033[33;1mJob's log exceeded limit of 10 bytes.\nJob execution will continue but no more output will be collected.\033[0;m\n";

  @Test
  @DisplayName("an empty log has size 0 and sum 0")
  void isEmptyAtFirst() {
    assertThat(new TraceLog(10, new Collected()).position())
        .isEqualTo(new TraceLog.Position(0, 0, false));
  }

  @ParameterizedTest(name = "in pieces of {0}")
  @DisplayName("reaching the limit ends the log with the notice, however it was written")
  @ValueSource(ints = {1, 3, 10, 11, 20})
  void endsAtTheLimit(int piece) {
    Collected store = new Collected();
    TraceLog log = new TraceLog(10, store);
    byte[] text = latin("0123456789abcdefghij");
    for (int at = 0; at < text.length; at += piece) {
      log.write(text, at, Math.min(text.length, at + piece));
    }
    assertThat(store.text()).isEqualTo("0123456789" + NOTICE);
    assertThat(log.isFull()).isTrue();
    assertThat(log.position().size()).isEqualTo(store.bytes().length);
    assertThat(log.position().crc32()).isEqualTo(sum(store.bytes()));
  }

  @Test
  @DisplayName("a log that just reaches its limit has the notice, one byte less has not")
  void endsExactlyAtTheLimit() {
    Collected store = new Collected();
    TraceLog log = new TraceLog(10, store);
    log.write(latin("012345678"));
    assertThat(log.isFull()).isFalse();
    log.write(latin("9"));
    assertThat(store.text()).isEqualTo("0123456789" + NOTICE);
  }

  @Test
  @DisplayName("the cut splits no character")
  void cutsBetweenCharacters() {
    Collected store = new Collected();
    byte[] text = "01234567\u20ac".getBytes(StandardCharsets.UTF_8);
    new TraceLog(10, store).write(text);
    assertThat(store.text()).isEqualTo("01234567" + NOTICE);
    Collected exact = new Collected();
    byte[] eleven = "0123456\u20ac\u20ac".getBytes(StandardCharsets.UTF_8);
    new TraceLog(10, exact).write(eleven, 0, 10);
    assertThat(exact.bytes()).startsWith("0123456\u20ac".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("a log goes on from a position with the sum of the whole")
  void goesOn() {
    byte[] text = new byte[5000];
    new Random(7).nextBytes(text);
    TraceLog first = new TraceLog(1 << 20, new Collected());
    first.write(text, 0, 1234);
    Collected rest = new Collected();
    TraceLog second = new TraceLog(1 << 20, first.position(), rest);
    second.write(text, 1234, text.length);
    assertThat(second.position()).isEqualTo(new TraceLog.Position(5000, sum(text), false));
    assertThat(rest.bytes()).hasSize(5000 - 1234);
  }

  private static long sum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }
}
