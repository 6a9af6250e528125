package dev.slipway.domain.trace;

import static dev.slipway.domain.trace.Collected.latin;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PhraseMaskerTest {

  @ParameterizedTest(name = "{0} over {1}")
  @DisplayName("a phrase cut by writes is masked, what only looked like one is released")
  @CsvSource({
    "secret, my sec|ret is, my [MASKED] is",
    "secret, my sec|tion is, my section is",
    "secret;secret_suffix, a secret|_suffix b, a [MASKED] b",
    "secret;secret_suffix, a secret|_suf, a [MASKED]_suf",
    "aab, aa|ab, a[MASKED]",
    "abcd;bc, abc|x, a[MASKED]x",
    "abcd;bc, abc|d, [MASKED]",
    "abcx;bcd, abcd, a[MASKED]",
    "a;aaaab, aaaac, [MASKED][MASKED][MASKED][MASKED]c",
    "xyz, xyzxyz, [MASKED][MASKED]",
    "xyz, xy|xy|xyz, xyxy[MASKED]",
  })
  void masksAcrossWrites(String phrases, String writes, String expected) {
    Collected out = new Collected();
    PhraseMasker masker = new PhraseMasker(set(List.of(phrases.split(";"))), out);
    for (String write : writes.split("\\|")) {
      masker.write(latin(write), 0, write.length());
    }
    masker.close();
    assertThat(out.text()).isEqualTo(expected);
  }

  @Test
  @DisplayName("a finished phrase that no longer one begins with is not held back")
  void masksAtOnce() {
    Collected out = new Collected();
    PhraseMasker masker = new PhraseMasker(set(List.of("secret")), out);
    masker.write(latin("a secret"), 0, 8);
    assertThat(out.text()).isEqualTo("a [MASKED]");
    assertThat(masker.holdsNothing()).isTrue();
  }

  @Test
  @DisplayName("phrases are compared by bytes, with case and over lines")
  void comparesBytes() {
    assertThat(whole(List.of("Se\ncret"), "Se\ncret se\ncret")).isEqualTo("[MASKED] se\ncret");
  }

  @ParameterizedTest(name = "seed {0}")
  @DisplayName("random phrases over random text: as a plain search says, however it is cut")
  @MethodSource("seeds")
  void agreesWithPlainSearch(int seed) {
    Random random = new Random(seed);
    List<String> phrases = randomPhrases(random);
    String text = randomText(random, phrases);
    String expected = plainSearch(phrases, text);

    assertThat(whole(phrases, text)).isEqualTo(expected);

    Collected bytes = new Collected();
    PhraseMasker byBytes = new PhraseMasker(set(phrases), bytes);
    Collected.feedBytes(latin(text), byBytes::write);
    byBytes.close();
    assertThat(bytes.text()).isEqualTo(expected);

    Collected pieces = new Collected();
    PhraseMasker byPieces = new PhraseMasker(set(phrases), pieces);
    Collected.feedPieces(latin(text), random, byPieces::write);
    byPieces.close();
    assertThat(pieces.text()).isEqualTo(expected);
  }

  static Stream<Integer> seeds() {
    return IntStream.range(0, 300).boxed();
  }

  private static String whole(List<String> phrases, String text) {
    Collected out = new Collected();
    PhraseMasker masker = new PhraseMasker(set(phrases), out);
    Collected.feedWhole(latin(text), masker::write);
    masker.close();
    return out.text();
  }

  private static PhraseSet set(List<String> phrases) {
    return new PhraseSet(phrases.stream().map(Collected::latin).toList());
  }

  /** Few letters, so that phrases overlap themselves and each other. */
  private static List<String> randomPhrases(Random random) {
    List<String> phrases = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      phrases.add(letters(random, 1 + random.nextInt(i % 2 == 0 ? 4 : 90)));
    }
    return phrases;
  }

  private static String randomText(Random random, List<String> phrases) {
    StringBuilder text = new StringBuilder();
    while (text.length() < 400) {
      String phrase = phrases.get(random.nextInt(phrases.size()));
      text.append(
          random.nextBoolean() ? phrase.substring(0, random.nextInt(phrase.length() + 1)) : phrase);
      text.append(letters(random, random.nextInt(5)));
    }
    return text.toString();
  }

  private static String letters(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("aab".charAt(random.nextInt(3)));
    }
    return text.toString();
  }

  private static String plainSearch(List<String> phrases, String text) {
    List<String> longestFirst =
        phrases.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int from = at;
      var hit = longestFirst.stream().filter(phrase -> text.startsWith(phrase, from)).findFirst();
      out.append(hit.isPresent() ? "[MASKED]" : text.substring(at, at + 1));
      at += hit.map(String::length).orElse(1);
    }
    return out.toString();
  }
}
