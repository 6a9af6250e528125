package dev.slipway.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spoils a good file at random places: whatever comes of it, there is an answer. */
class AnyTextTest {
  private static final int SPOILT_FILES_PER_SEED = 50;
  private static final String LETTERS = "\"'[]{}=.,#\n\\ \t-+_019exTtrue\u0000\uFEFFé";
  private static final String GOOD =
      """
      concurrent = 4
      log_level = "info"
      [[runners]]
        url = "https://gitlab.example.com"
        token = 'glrt-s3cret'
        executor = "kubernetes"
        limit = 1_0
        environment = ["A=1", "B=2"]
        unhealthy_interval = "1h"
        pre_build_script = '''
          echo "[x]" '''
        [runners.feature_flags]
          FF_TIMESTAMPS = true
        [runners.kubernetes]
          poll_timeout = 180
          pull_policy = ["always", "never"]
          pod_labels = { a = "b", "c.d/e" = "f" }
          [runners.kubernetes.node_selector]
            "kubernetes.io/arch" = "arm64"
      """;

  @ParameterizedTest
  @DisplayName("no text makes the reader fail, or a problem without a place, or one with the token")
  @MethodSource("seeds")
  void answered(long seed) {
    Random random = new Random(seed);
    assertThat(ConfigText.problems(GOOD)).isEmpty();
    for (int i = 0; i < SPOILT_FILES_PER_SEED; i++) {
      String text = spoilt(random);
      if (ConfigText.read(text) instanceof ConfigAnswer.Refused(var problems)) {
        assertThat(problems)
            .as(text)
            .isNotEmpty()
            .allSatisfy(
                problem -> {
                  assertThat(problem.line()).isBetween(1, (int) text.lines().count() + 1);
                  assertThat(problem.column()).isPositive();
                  assertThat(problem.text()).doesNotContain("s3cret");
                });
      }
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 10);
  }

  private static String spoilt(Random random) {
    StringBuilder text = new StringBuilder(GOOD);
    for (int change = random.nextInt(3); change >= 0 && !text.isEmpty(); change--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, LETTERS.charAt(random.nextInt(LETTERS.length())));
        case 2 -> text.setCharAt(at, LETTERS.charAt(random.nextInt(LETTERS.length())));
        default -> text.setLength(Math.max(1, at));
      }
    }
    return text.toString();
  }
}
