package dev.slipway.ports.cluster.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerStatusTest {
  @Test
  @DisplayName("reads what a stream needs, whatever stands beside it")
  void read() {
    assertThat(
            ServerStatus.read(
                " {\"kind\":\"Status\",\"metadata\":{\"x\":[1,-2.5e3,true,null,{}]},\"status\":\"Failure\",\"message\":\"a\\u00e4\\n\\\"b\\\"\",\"reason\":\"R\",\"code\":422,"
                    + "\"details\":{\"causes\":[{\"reason\":\"Other\",\"message\":\"1\"},{\"reason\":\"ExitCode\",\"message\":\"42\"}]}} "))
        .hasValue(new ServerStatus("Failure", "R", "aä\n\"b\"", 422, java.util.Optional.of(42)));
  }

  @ParameterizedTest
  @DisplayName("what is not the whole JSON of a Status is none")
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "null",
        "{\"status\":1}",
        "{\"status\":\"Success\"",
        "{\"status\":\"Success\"}x",
        "{\"status\":\"Success\",}",
        "{'status':'Success'}",
        "{\"status\":\"Suc\ncess\"}",
        "{\"status\":\"\\x\"}",
        "{\"status\":\"\\u12g4\"}",
        "{\"status\":\"Success\",\"code\":01}",
        "{\"status\":\"Success\",\"code\":nul}",
        "{\"status\" \"Success\"}",
        "<html>404</html>"
      })
  void notAStatus(String text) {
    assertThat(ServerStatus.read(text)).isEmpty();
  }

  @Test
  @DisplayName("an exit code that is no number is none")
  void exitCodeOfLetters() {
    assertThat(
            ServerStatus.read(
                "{\"status\":\"Failure\",\"details\":{\"causes\":[{\"reason\":\"ExitCode\",\"message\":\"many\"}]}}"))
        .hasValueSatisfying(status -> assertThat(status.exitCode()).isEmpty());
  }

  @Test
  @DisplayName("deep nesting does not end in a stack overflow")
  void deep() {
    assertThat(ServerStatus.read("{\"status\":" + "[".repeat(100_000))).isEmpty();
  }
}
