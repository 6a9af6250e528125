package dev.slipway.app.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HelperLogTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final HelperLog log = new HelperLog(new PrintStream(out, true, StandardCharsets.UTF_8));

  private String written() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("a message is filled up to 50 columns, and its fields stand behind that by name")
  void filledUp() {
    String message = "Downloading cache from http://store/caches/key";
    assertThat(message).hasSize(46);
    log.info(message, Map.of("size", "3", "etag", "\"e\""));
    assertThat(written())
        .isEqualTo(message + "    \u001b[0;m  etag\u001b[0;m=\"e\" size\u001b[0;m=3\n");
  }

  @Test
  @DisplayName("a message of 50 columns or more is not filled up, and not cut")
  void notCut() {
    log.info("x".repeat(50), Map.of("id", "1"));
    log.info("y".repeat(51), Map.of("id", "1"));
    assertThat(written())
        .isEqualTo(
            "x".repeat(50)
                + "\u001b[0;m  id\u001b[0;m=1\n"
                + "y".repeat(51)
                + "\u001b[0;m  id\u001b[0;m=1\n");
  }

  @Test
  @DisplayName("the word and the colour of a grave line: the word counts among the 50 columns")
  void grave() {
    log.warning("Retrying...", Map.of("error", "e"));
    log.error("No files to upload");
    log.fatal("too large");
    assertThat(written())
        .isEqualTo(
            "\u001b[0;33mWARNING: Retrying..."
                + " ".repeat(30)
                + "\u001b[0;m  \u001b[0;33merror\u001b[0;m=e\n"
                + "\u001b[31;1mERROR: No files to upload"
                + " ".repeat(25)
                + "\u001b[0;m \n"
                + "\u001b[31;1mFATAL: too large"
                + " ".repeat(34)
                + "\u001b[0;m \n");
  }
}
