package dev.slipway.domain.trace;

import static dev.slipway.domain.trace.Collected.latin;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TraceFilterChainTest {
  private static final Instant NOW = Instant.parse("2026-08-22T10:00:00Z");
  private static final String HEADER = "2026-08-22T10:00:00.000000Z ";
  private static final List<String> SECRETS =
      List.of(" hunter2 ", "multi\nline", "aab", "aabaac", "\u00e9t\u00e9", "");
  private static final MaskingRules RULES = MaskingRules.of(SECRETS, List.of("tok-"), true);
  private static final List<String> PIECES =
      List.of(
          "hunter2",
          "hunt",
          "multi\nline",
          "multi\nlane",
          "aa",
          "b",
          "aac",
          "\n",
          "\r",
          "\r\n",
          " ",
          "glpat-",
          "abc_1",
          "tok-",
          "?private_token=",
          "&x=1",
          "\u00e9t\u00e9",
          "\u00e9t",
          "\u20ac",
          "\033[0K",
          "section_start:1:a\r\033[0K",
          "x".repeat(700),
          "y".repeat(3000));

  private final Collected store = new Collected();
  private final TraceLog log = new TraceLog(4 << 20, store);

  @Test
  @DisplayName("the manager's sections and the job's lines come out as GitLab's runner writes them")
  void writesLikeTheReference() {
    TraceFilterChain manager = chain(TraceChannel.MANAGER);
    TraceFilterChain job = chain(TraceChannel.JOB);
    manager.write(NOW, LogStyle.plain("Running with gitlab-runner"));
    manager.write(NOW, LogStyle.sectionStart("prepare_script", 5));
    manager.write(NOW, LogStyle.heading("Preparing environment"));
    job.write(
        NOW, new byte[] {'b', 'a', 'd', (byte) 0xff, (byte) 0xe2, (byte) 0x82, ' ', 'x', '\n'});
    manager.write(NOW, LogStyle.sectionEnd("prepare_script", 6));
    manager.write(NOW, LogStyle.sectionStart("get_sources", 6));
    manager.write(NOW, LogStyle.heading("Getting source from Git repository"));
    job.write(NOW, latin("progress 1\r"));
    job.write(NOW, latin("progress 2\rprogress 3\n\nno newline at the end"));
    job.close(NOW);
    manager.write(NOW, LogStyle.sectionEnd("get_sources", 7));
    manager.close(NOW);
    chain(TraceChannel.MANAGER).write(NOW, LogStyle.info("Job succeeded"));
    String bad = "\u00ef\u00bf\u00bd";
    assertThat(store.text().replace(HEADER, ""))
        .isEqualTo(
            """
            00O \033[0KRunning with gitlab-runner\033[0;m
            00O section_start:5:prepare_script\r\033[0K
            00O+\033[0K\033[36;1mPreparing environment\033[0;m\033[0;m
            01O bad%s%s%s x
            00O section_end:6:prepare_script\r\033[0K
            00O+section_start:6:get_sources\r\033[0K
            00O+\033[0K\033[36;1mGetting source from Git repository\033[0;m\033[0;m
            01O progress 1\rprogress 2\rprogress 3
            01O\040
            01O no newline at the end
            00O section_end:7:get_sources\r\033[0K
            00O \033[32;1mJob succeeded\033[0;m
            """
                .formatted(bad, bad, bad));
  }

  @Test
  @DisplayName("secrets, tokens and URL values are masked; a secret of two lines too")
  void masksAll() {
    TraceFilterChain job = new TraceFilterChain(TraceChannel.JOB, RULES, false, log);
    job.write(NOW, latin("hunter2 multi\nline glpat-abc http://h?private_token=x y tok-1 z\n"));
    assertThat(store.text())
        .isEqualTo(
            "[MASKED] [MASKED] glpat-[MASKED] http://h?private_token=[MASKED] y tok-[MASKED] z\n");
    assertThat(job.isAtRest()).isTrue();
  }

  @Test
  @DisplayName("a chain is at rest only where a new one would go on the same way")
  void knowsWhenItRests() {
    TraceFilterChain job = chain(TraceChannel.JOB);
    assertThat(job.isAtRest()).isTrue();
    job.write(NOW, latin("multi\n"));
    assertThat(job.isAtRest()).as("in the middle of a secret").isFalse();
    job.write(NOW, latin("x\n"));
    assertThat(job.isAtRest()).isTrue();
    job.write(NOW, latin("open"));
    assertThat(job.isAtRest()).as("in the middle of a line").isFalse();
    job.close(NOW);
    assertThat(job.isAtRest()).isTrue();
    TraceFilterChain manager = chain(TraceChannel.MANAGER);
    manager.write(NOW, LogStyle.sectionEnd("a", 1));
    assertThat(manager.isAtRest()).as("a continuation comes next").isFalse();
  }

  @ParameterizedTest(name = "seed {0}")
  @DisplayName("the same bytes leave, however the input was cut, and no secret with them")
  @MethodSource("seeds")
  void doesNotDependOnCuts(int seed) {
    Random random = new Random(seed);
    TraceChannel channel = random.nextBoolean() ? TraceChannel.JOB : TraceChannel.MANAGER;
    boolean timestamps = random.nextInt(3) > 0;
    long limit = random.nextInt(3) == 0 ? 500 + random.nextInt(3000) : 1 << 20;
    byte[] input = randomInput(random);

    Collected whole = new Collected();
    Collected bytes = new Collected();
    Collected pieces = new Collected();
    TraceLog.Position expected =
        run(channel, timestamps, limit, whole, sink -> Collected.feedWhole(input, sink));
    assertThat(run(channel, timestamps, limit, bytes, sink -> Collected.feedBytes(input, sink)))
        .isEqualTo(expected);
    assertThat(
            run(
                channel,
                timestamps,
                limit,
                pieces,
                sink -> Collected.feedPieces(input, random, sink)))
        .isEqualTo(expected);
    assertThat(bytes.bytes()).isEqualTo(whole.bytes());
    assertThat(pieces.bytes()).isEqualTo(whole.bytes());
    assertThat(whole.text()).doesNotContain("hunter2", "multi\nline", "aab");
  }

  static Stream<Integer> seeds() {
    return IntStream.range(0, 300).boxed();
  }

  private static TraceLog.Position run(
      TraceChannel channel,
      boolean timestamps,
      long limit,
      Collected store,
      Consumer<ByteSink> feed) {
    TraceLog log = new TraceLog(limit, store);
    TraceFilterChain chain = new TraceFilterChain(channel, RULES, timestamps, log);
    feed.accept((bytes, from, to) -> chain.write(NOW, bytes, from, to));
    chain.close(NOW);
    return log.position();
  }

  private static byte[] randomInput(Random random) {
    StringBuilder text = new StringBuilder();
    while (text.length() < 12_000) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private TraceFilterChain chain(TraceChannel channel) {
    return new TraceFilterChain(channel, RULES, true, log);
  }
}
