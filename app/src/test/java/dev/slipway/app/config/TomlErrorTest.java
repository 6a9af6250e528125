package dev.slipway.app.config;

import static dev.slipway.app.config.ConfigText.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TomlErrorTest {
  @ParameterizedTest
  @DisplayName("what is not TOML is told with its place, and without a word from the file")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "token = \"s3cret| 2:16: not valid TOML: the text in quotes is not closed on its line",
        "token = 's3cret| 2:16: not valid TOML: the text in quotes is not closed on its line",
        "token = s3cret| 2:15: not valid TOML: no value that TOML knows; a text needs quotes",
        "token = 4s3cret| 2:16: not valid TOML: no value that TOML knows; a text needs quotes",
        "token = true s3cret| 2:14: not valid TOML: more text on the line; only a comment may stand there",
        "token = \"s3cret\" \"s3cret\"| 2:18: not valid TOML: more text on the line; only a comment may stand there",
        "token = \"s3cret\\q\"| 2:17: not valid TOML: unknown escape in a text; write \\\\ for a backslash, or use single quotes",
        "token \"s3cret\"| 2:7: not valid TOML: \"=\" is missing behind the key",
        "token =| 2:8: not valid TOML: the value is missing",
        "= 's3cret'| 2:2: not valid TOML: a key must stand here; one with other letters than a-z, A-Z, 0-9, _ and - needs quotes",
        "[runners| 2:9: not valid TOML: the name of the table is not closed with ]",
        "[[runners]| 2:11: not valid TOML: the name of the table is not closed with ]]",
        "[runners]]| 2:10: not valid TOML: more text on the line; only a comment may stand there",
        "a = ['s3cret' 's3cret']| 2:15: not valid TOML: the values of a list need one comma between them and a ] at the end",
        "a = ['s3cret',, 's3cret']| 2:15: not valid TOML: the values of a list need one comma between them and a ] at the end",
        "a = { b = 's3cret', }| 2:21: not valid TOML: an inline table {…} needs commas between its entries, none at the end, and one line",
        "a = '''s3cret| 2:14: not valid TOML: the file ends in the middle of a value or name"
      })
  void broken(String line, String expected) {
    assertThat(problems("# first\n" + line + "\n"))
        .singleElement()
        .asString()
        .isEqualTo("config.toml:" + expected)
        .doesNotContain("s3cret");
  }

  @Test
  @DisplayName("a key given twice is told with both places")
  void twice() {
    assertThat(problems("a = 1\nb = 2\n a = 3\n"))
        .containsExactly("config.toml:3:2: a is given twice, first in line 1; keep one of them");
  }

  @Test
  @DisplayName("so is a table")
  void tableTwice() {
    assertThat(problems("[session_server]\n[machine]\n[session_server]\n"))
        .containsExactly(
            "config.toml:3:2: session_server is given twice, first in line 1; keep one of them");
  }
}
