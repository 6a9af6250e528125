package dev.slipway.domain.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Text arrives in a script as it was")
@Execution(ExecutionMode.CONCURRENT)
class QuotingTest {
  private static final String EVERY_BYTE =
      IntStream.rangeClosed(1, 255).mapToObj(Character::toString).collect(Collectors.joining());
  private static final String[] PIECES = {
    "'",
    "\"",
    "\\",
    "$HOME",
    "`id`",
    "$(id)",
    "\n",
    "\r\n",
    "\t",
    " ",
    "!",
    "*",
    "?",
    "[a]",
    "~",
    "#",
    "&",
    "|",
    ";",
    "<",
    ">",
    "(",
    ")",
    "{a,b}",
    "%s",
    "%%",
    "\\n",
    "\\033",
    "-n",
    "=",
    "é",
    "✓",
    "😀",
    "\u001b[0m",
    "\u007f",
    "a",
    "0",
    "'\\''",
    "\\'"
  };

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  @DisplayName("every byte but NUL, through export, printf, file variables and eval")
  void everyByte(Shell shell) throws Exception {
    BashWriter body = new BashWriter();
    body.export("VALUE", EVERY_BYTE).exportFile("FILE", EVERY_BYTE, directory + "/content");
    body.line("printf '%s' \"$VALUE\"").print(EVERY_BYTE).line("cat \"$FILE\"");
    String script = new BashFrame("sh", false, false).around(body.body());

    Shell.Result result =
        shell.run(script, StandardCharsets.ISO_8859_1, directory, Map.of("LC_ALL", "C"));

    assertThat(result.raw()).isEqualTo(EVERY_BYTE + EVERY_BYTE + "\n" + EVERY_BYTE);
    assertThat(Files.readAllBytes(directory.resolve("content")))
        .isEqualTo(EVERY_BYTE.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(result.code()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("two hundred texts of awkward pieces, in a UTF-8 and in a plain locale")
  void awkwardTexts(Shell shell) {
    Random random = new Random(20260101);
    List<String> texts = new ArrayList<>(List.of("", "-", "--", "-e", "\n", "'"));
    for (int i = 0; i < 200; i++) {
      texts.add(
          random
              .ints(random.nextInt(8), 0, PIECES.length)
              .mapToObj(piece -> PIECES[piece])
              .collect(Collectors.joining()));
    }
    BashWriter body = new BashWriter();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      body.export("V" + i, text).line("printf '%s|' \"$V" + i + "\"").print(text);
      body.command("printf", "%s\\n", text);
      expected.append(text).append('|').append(text).append('\n').append(text).append('\n');
    }
    String script = new BashFrame("sh", false, false).around(body.body());

    for (String locale : List.of("C", "C.UTF-8")) {
      Shell.Result result = shell.run(script, directory, Map.of("LC_ALL", locale));

      assertThat(result.output()).isEqualTo(expected.toString());
    }
  }

  @Test
  @DisplayName("what no shell can hold is left out with a warning that does not show the value")
  void impossibleVariables() {
    BashWriter body = new BashWriter();
    body.export("WITH-DASH", "x").export("1ST", "x").export("NUL", "sec\0ret").export("OK", "y");

    assertThat(body.body()).isEqualTo("export OK=y\n");
    assertThat(body.warnings()).hasSize(3).noneMatch(text -> text.contains("sec"));
    assertThat(body.warnings().getFirst()).contains("WITH-DASH").contains("letters, digits");
  }
}
