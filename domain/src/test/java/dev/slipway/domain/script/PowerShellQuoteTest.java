package dev.slipway.domain.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Text in a PowerShell script")
class PowerShellQuoteTest {
  private static final String[] PIECES = {
    "'",
    "''",
    "\"",
    "\"\"",
    "`",
    "``",
    "`n",
    "`e",
    "`$",
    "$",
    "$x",
    "${x}",
    "$(id)",
    "$$",
    "$_",
    "@x",
    "@(",
    "\u2018",
    "\u2019",
    "\u201a",
    "\u201b",
    "\u201c",
    "\u201d",
    "\u201e",
    "\u201f",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\0",
    "\u0007",
    "\b",
    "\u000b",
    "\f",
    "\u001b[0m",
    "\u007f",
    "\u0085",
    "\u2028",
    "\u2029",
    "\ud83d\ude00",
    "\ud83d",
    "\ude00",
    "\ufeff",
    "\u00e9",
    "#",
    "<#",
    "--%",
    "-x",
    ",",
    ";",
    "|",
    "&",
    "{",
    "}",
    "(",
    ")",
    "[char]27",
    "%",
    "\\",
    "/",
    " ",
    "a",
    "0"
  };

  @Test
  @DisplayName("is read as it was, in pieces that PowerShell knows and in any other ones")
  void survives() {
    Random random = new Random(20261128);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int part = random.nextInt(9); part > 0; part--) {
        text.append(
            random.nextInt(4) == 0
                ? String.valueOf((char) random.nextInt(0x10000))
                : PIECES[random.nextInt(PIECES.length)]);
      }
      String quoted = PowerShellQuote.quote(text.toString());

      assertThat(PowerShellLiteral.read(quoted)).as(quoted).isEqualTo(text.toString());
      assertThat(quoted.chars().noneMatch(Character::isISOControl)).as(quoted).isTrue();
    }
  }

  @Test
  @DisplayName("is written so that Windows PowerShell 5 and PowerShell 7 read the same")
  void written() {
    assertThat(PowerShellQuote.quote("it's $x `y “z” ‘w’")).isEqualTo("'it''s $x `y “z” ‘‘w’’'");
    assertThat(PowerShellQuote.quote("$x `y “z” ‘w’ \"v\"\u001b[0m\r\n"))
        .isEqualTo("\"`$x ``y `“z`” ‘w’ `\"v`\"$([char]27)[0m`r`n\"");
    assertThat(PowerShellQuote.quote("")).isEqualTo("''");
    assertThat(PowerShellQuote.array(List.of("a", "it's"))).isEqualTo("@('a', 'it''s')");
  }

  @Test
  @DisplayName("what a script cannot hold is left out with a warning that does not show the value")
  void impossibleVariables() {
    PowerShellWriter body = new PowerShellWriter();
    body.export("a:b", "x").export("..", "x").export("", "x").export("NUL", "sec\0ret");
    body.export("with-dash", "y");

    assertThat(body.body()).isEqualTo("${with-dash} = 'y'\n${env:with-dash} = ${with-dash}\n");
    assertThat(body.warnings()).hasSize(4).noneMatch(text -> text.contains("sec"));
    assertThat(body.warnings().getFirst()).contains("\"a:b\"").contains("letters, digits");
  }

  @Test
  @DisplayName("a variable with the name of one of PowerShell's own is only in the environment")
  void ownNames() {
    PowerShellWriter body = new PowerShellWriter();
    body.export("HOME", "/opt/me").export("errorActionPreference", "Continue");

    assertThat(body.body())
        .isEqualTo("${env:HOME} = '/opt/me'\n${env:errorActionPreference} = 'Continue'\n");
  }

  @Test
  @DisplayName("a variable too long for the environment is only in the script")
  void tooLong() {
    String value = "x".repeat(200_000);
    PowerShellWriter body = new PowerShellWriter();
    body.export("BIG", value);

    assertThat(body.body()).isEqualTo("${env:BIG} = $null\n${BIG} = '" + value + "'\n");
    assertThat(body.warnings()).singleElement().asString().contains("128 KiB");
  }
}
