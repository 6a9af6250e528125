package dev.slipway.domain.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeWritingTest {
  private static final String JSON =
      """
      {"b":[{"n":"x","l":[[1,"2"],[]]},{}],"a":{"t":"true","e":"","d":".cfg","i":-1.5e3,"f":false,"z":null},\
      "s":"one\\n  two\\n","k":"one\\ntwo","u":"\\u0007 ü \\"q\\" \\\\ \\t","lead":" x\\ny"}""";

  @Test
  @DisplayName("what is read is written again, in the same order; sorted, in the order of its keys")
  void json() {
    Tree tree = TreeJson.read(JSON).orElseThrow();
    assertThat(TreeJson.write(tree)).isEqualTo(JSON);
    assertThat(TreeJson.read(TreeJson.indented(tree))).contains(tree);
    assertThat(TreeJson.write(tree.sorted())).startsWith("{\"a\":{\"d\":").contains("\"z\":null}");
    assertThat(tree.sorted()).isEqualTo(tree);
  }

  @Test
  @DisplayName("YAML: texts that could be anything else stand in quotes, several lines in a block")
  void yaml() {
    assertThat(TreeYaml.write(TreeJson.read(JSON).orElseThrow()))
        .isEqualTo(
            """
            b:
            - "n": x
              l:
              - - 1
                - "2"
              - []
            - {}
            a:
              t: "true"
              e: ""
              d: ".cfg"
              i: -1.5e3
              f: false
              z: null
            s: |
              one
                two
            k: |-
              one
              two
            u: "\\u0007 ü \\"q\\" \\\\ \\t"
            lead: " x\\ny"
            """);
    assertThat(TreeYaml.write(Tree.Branch.EMPTY)).isEqualTo("{}\n");
  }

  @ParameterizedTest
  @DisplayName("what is no JSON is no tree")
  @ValueSource(strings = {"", "{", "{\"a\":1,}", "[1 2]", "nul", "01", "'a'", "{} x", "\"\n\""})
  void noJson(String text) {
    assertThat(TreeJson.read(text)).isEmpty();
  }
}
