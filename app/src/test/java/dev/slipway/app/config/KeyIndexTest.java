package dev.slipway.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyIndexTest {
  private static final KeyPath TOP = KeyPath.TOP;

  @Test
  @DisplayName("tables, lists of tables, dotted and quoted keys have places")
  void places() {
    KeyIndex index =
        KeyIndex.of(
            """
            # comment = 1
            a = 1 # b = 2
            [[runners]]
              name = "x"
              [runners.kubernetes.node_selector]
                "kubernetes.io/arch" = "arm64"
                'single' = 'q'
            [[runners]]
              x.y . z = 1
              list = [ # c
                "one", "two ] # = ",
                { deep = true } ]
              inline = { k = 'v', "l m" = [1, 2] }
            """);
    KeyPath first = TOP.child("runners").at(0);
    KeyPath second = TOP.child("runners").at(1);
    assertThat(index.site(TOP.child("a"))).hasToString("2:1");
    assertThat(index.site(first)).hasToString("3:3");
    assertThat(index.site(first.child("name"))).hasToString("4:3");
    assertThat(index.site(first.child("kubernetes"))).hasToString("5:12");
    KeyPath selector = first.child("kubernetes").child("node_selector");
    assertThat(index.site(selector)).hasToString("5:23");
    assertThat(index.site(selector.child("kubernetes.io/arch"))).hasToString("6:5");
    assertThat(index.site(selector.child("single"))).hasToString("7:5");
    assertThat(index.site(second)).hasToString("8:3");
    assertThat(index.site(second.child("x").child("y").child("z"))).hasToString("9:9");
    assertThat(index.site(second.child("list").at(1))).hasToString("11:12");
    assertThat(index.site(second.child("list").at(2).child("deep"))).hasToString("12:7");
    assertThat(index.site(second.child("inline").child("l m"))).hasToString("13:23");
  }

  @Test
  @DisplayName("text that looks like TOML inside of a text is skipped")
  void multiLine() {
    KeyIndex index =
        KeyIndex.of(
            "a = '''\nb = 1\n[c]\n''''\nd = \"\"\"\n\\\"\"\" e = 2\n\"\"\"\nf = \"\\\"g = 3\"\nh = 1\r\ni = 2");
    assertThat(index.site(TOP.child("b"))).isEqualTo(KeySite.START);
    assertThat(index.site(TOP.child("c"))).isEqualTo(KeySite.START);
    assertThat(index.site(TOP.child("d"))).hasToString("5:1");
    assertThat(index.site(TOP.child("e"))).isEqualTo(KeySite.START);
    assertThat(index.site(TOP.child("f"))).hasToString("8:1");
    assertThat(index.site(TOP.child("h"))).hasToString("9:1");
    assertThat(index.site(TOP.child("i"))).hasToString("10:1");
  }

  @Test
  @DisplayName("a key without a place has that of its table")
  void nearest() {
    KeyIndex index = KeyIndex.of("[a]\nb = 1\n");
    assertThat(index.site(TOP.child("a").child("zzz").child("y"))).hasToString("1:2");
  }

  @ParameterizedTest
  @DisplayName("a whole number beyond 64 bits is noticed")
  @ValueSource(
      strings = {
        "9223372036854775808",
        "-9223372036854775809",
        "0x8000000000000000",
        "9_223_372_036_854_775_808",
        "[1, 99999999999999999999]"
      })
  void tooLarge(String number) {
    assertThat(KeyIndex.of("a = " + number).tooLarge()).hasSize(1);
  }

  @ParameterizedTest
  @DisplayName("one within 64 bits is not, nor is what only looks like a number")
  @ValueSource(
      strings = {
        "9223372036854775807",
        "-9223372036854775808",
        "0x7fffffffffffffff",
        "0b1",
        "0o7",
        "+1",
        "\"99999999999999999999\"",
        "1e40",
        "1979-05-27T07:32:00Z"
      })
  void fits(String number) {
    assertThat(KeyIndex.of("a = " + number).tooLarge()).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("what is not TOML ends, and does not fail")
  @ValueSource(
      strings = {
        "[",
        "[[",
        "[a",
        "a",
        "a =",
        "a = [",
        "a = [[",
        "a = {",
        "a = { b",
        "a = { = }",
        "\"",
        "'''",
        "a = \"\\",
        "= = =",
        "]",
        "}}",
        "a = [ } ]",
        "a.",
        "[a.]",
        "a = 0x",
        "\u0000",
        "\"\\",
        "a = {]}"
      })
  void brokenText(String text) {
    assertThat(KeyIndex.of(text).site(TOP.child("nowhere"))).isEqualTo(KeySite.START);
  }
}
