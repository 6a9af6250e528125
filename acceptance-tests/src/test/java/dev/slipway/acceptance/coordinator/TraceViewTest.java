package dev.slipway.acceptance.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceViewTest {
  private static final String TIMED =
      """
      2026-08-22T10:00:00.000001Z 00O Running
      2026-08-22T10:00:00.000002Z 00O section_start:1787392800:get_sources\r\u001b[0K
      2026-08-22T10:00:00.000003Z 00O+\u001b[0K\u001b[36;1mGetting source\u001b[0;m
      2026-08-22T10:00:00.000004Z 01O äöü \s
      2026-08-22T10:00:00.000005Z 01O\s
      2026-08-22T10:00:00.000006Z 01O half of
      2026-08-22T10:00:00.000007Z 01O+ a line
      2026-08-22T10:00:00.000008Z 00O section_end:1787392801:get_sources\r\u001b[0K
      2026-08-22T10:00:00.000009Z 00O+section_start:1787392801:step_script[collapsed=true]\r\u001b[0K
      2026-08-22T10:00:00.000010Z 01E error
      """;

  private static final String SHOWN =
      """
      Running
      \u001b[0K\u001b[36;1mGetting source\u001b[0;m
      äöü \s

      half of a line
      error
      """;

  private static String show(String trace, int pieceBytes) {
    byte[] bytes = trace.getBytes(StandardCharsets.UTF_8);
    TraceView view = new TraceView();
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < bytes.length; i += pieceBytes) {
      shown.append(view.show(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + pieceBytes))));
    }
    return shown.append(view.end()).toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 100_000})
  @DisplayName("times, markers and breaks within lines are hidden, however the trace is cut")
  void timed(int pieceBytes) {
    assertThat(show(TIMED, pieceBytes)).isEqualTo(SHOWN);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 1000})
  @DisplayName("a trace without times, whose last line has no break")
  void plain(int pieceBytes) {
    String trace = "one\n\nsection_start:1:a\r\u001b[0K\u001b[36;1mHead\u001b[0;m\ntwo";
    assertThat(show(trace, pieceBytes)).isEqualTo("one\n\n\u001b[36;1mHead\u001b[0;m\ntwo\n");
  }
}
