package dev.slipway.domain.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.channel.LogEvent.Ended;
import dev.slipway.domain.channel.LogEvent.Output;
import dev.slipway.domain.channel.LogEvent.Started;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkerScannerTest {
  private static final String LOG =
      """
      {"script": "known"}
      hello
      {"script": "foreign"}
       {"script": "known"}
      no newline{"script": "known"}
      {"command_exit_code": 0, "script": "foreign"}
      {"command_exit_code": x, "script": "end"}
      {"command_exit_code": 0, "script": "known"}
      {"script": "end"}
      {"script": "known"}.
      {
      {"scr
      h\u00e9llo \u2713\r

      {"command_exit_code": 137, "script": "end"}
      after""";

  @Test
  void tells_markers_with_a_known_word_from_everything_else() {
    List<Object> seen = scan(List.of(bytes(LOG)));

    assertThat(seen)
        .containsExactly(
            new Started("known", 0),
            LOG.substring(LOG.indexOf("hello"), LOG.indexOf("{\"command_exit_code\": 137")),
            new Ended("end", 137),
            "after");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void does_not_depend_on_how_the_bytes_were_cut(long seed) {
    Random random = new Random(seed);
    byte[] all = bytes(LOG);
    List<byte[]> pieces = new ArrayList<>();
    for (int from = 0; from < all.length; ) {
      int to = Math.min(all.length, from + 1 + random.nextInt(9));
      pieces.add(Arrays.copyOfRange(all, from, to));
      from = to;
    }

    assertThat(scan(pieces)).isEqualTo(scan(List.of(all)));
  }

  @Test
  void lets_a_line_without_an_end_through_at_once() {
    MarkerScanner scanner = new MarkerScanner();

    assertThat(text(scanner.feed(bytes("Password: ")))).isEqualTo("Password: ");
  }

  @Test
  void holds_back_only_what_may_become_a_marker() {
    MarkerScanner scanner = new MarkerScanner();

    assertThat(text(scanner.feed(bytes("{\"scr")))).isEmpty();
    assertThat(scanner.giveBack()).isEqualTo(bytes("{\"scr"));
  }

  @Test
  void gives_up_on_a_line_that_is_too_long_for_a_marker() {
    MarkerScanner scanner = new MarkerScanner();
    String line = "{\"script\": \"" + "x".repeat(5000);

    assertThat(text(scanner.feed(bytes(line)))).isEqualTo(line);
  }

  @Test
  void keeps_bytes_that_are_no_text() {
    byte[] raw = new byte[1024];
    new Random(42).nextBytes(raw);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MarkerScanner scanner = new MarkerScanner();
    for (LogEvent event : scanner.feed(raw)) {
      if (event instanceof Output(byte[] bytes)) {
        out.writeBytes(bytes);
      }
    }
    out.writeBytes(scanner.giveBack());

    assertThat(out.toByteArray()).isEqualTo(raw);
  }

  // Neighbouring pieces of output are one text: where they were cut does not matter.
  private static List<Object> scan(List<byte[]> pieces) {
    MarkerScanner scanner = new MarkerScanner();
    scanner.expect(new ScriptTicket("file", "known", "end"));
    List<Object> seen = new ArrayList<>();
    for (byte[] piece : pieces) {
      for (LogEvent event : scanner.feed(piece)) {
        if (!(event instanceof Output(byte[] bytes))) {
          seen.add(event);
        } else if (!seen.isEmpty() && seen.getLast() instanceof byte[] before) {
          seen.set(seen.size() - 1, joined(before, bytes));
        } else {
          seen.add(bytes);
        }
      }
    }
    return seen.stream()
        .map(o -> o instanceof byte[] b ? new String(b, StandardCharsets.UTF_8) : o)
        .toList();
  }

  private static byte[] joined(byte[] a, byte[] b) {
    byte[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  private static String text(List<LogEvent> events) {
    StringBuilder text = new StringBuilder();
    for (LogEvent event : events) {
      if (event instanceof Output(byte[] bytes)) {
        text.append(new String(bytes, StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
