package dev.slipway.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.slipway.domain.settings.GlobalSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  @TempDir Path directory;

  @Test
  @DisplayName("a file that is not there is an empty one, with a warning")
  void missing() {
    Path file = directory.resolve("config.toml");
    assertThat(read(file))
        .isEqualTo(
            new ConfigAnswer.Loaded(
                GlobalSettings.DEFAULTS,
                List.of(
                    file
                        + ":1:1: does not exist: there are no runners. Create it, or name another file with --config.")));
  }

  @Test
  @DisplayName("one that cannot be read is refused")
  void unreadable() {
    assertThat(problem(directory)).contains("cannot be read");
  }

  @Test
  @DisplayName("one that is not UTF-8 is refused")
  void notUtf8() throws IOException {
    Path file = directory.resolve("config.toml");
    Files.write(file, "user = \"é\"".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(problem(file)).isEqualTo(file + ":1:1: is not UTF-8 text; save it as UTF-8");
  }

  @Test
  @DisplayName("a byte order mark and the line ends of Windows are no problem")
  void windows() throws IOException {
    Path file = directory.resolve("config.toml");
    Files.writeString(file, "\uFEFFconcurrent = 3\r\nlog_level = \"debug\"\r\n");
    assertThat(read(file))
        .asInstanceOf(type(ConfigAnswer.Loaded.class))
        .extracting(loaded -> loaded.settings().concurrent())
        .isEqualTo(3);
  }

  private static ConfigAnswer read(Path file) {
    return new ConfigReader(Map.of(), Path.of("/")).read(file);
  }

  private static String problem(Path file) {
    return switch (read(file)) {
      case ConfigAnswer.Refused(var problems) -> problems.getFirst().toString();
      case ConfigAnswer.Loaded _ -> throw new AssertionError("was read");
    };
  }
}
