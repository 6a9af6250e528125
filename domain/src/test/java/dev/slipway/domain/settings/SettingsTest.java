package dev.slipway.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  @DisplayName("no text form of the settings holds the token")
  void secret() {
    RunnerSettings runner =
        RunnerSettings.of(
            "one",
            new GitlabSettings(
                URI.create("https://gitlab.example.com"),
                new SecretText("glrt-abcdefghijkl"),
                TlsFiles.NONE));
    assertThat(runner.toString()).contains("gitlab.example.com").doesNotContain("abcdefgh");
    assertThat(runner.shortToken()).hasToString("abcdefghi");
  }
}
