package dev.slipway.domain.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The text of a git configuration file")
class GitConfigTextTest {
  private static final String[] PIECES = {
    "\"", "\\", " ", "\t", "\n", "\b", "#", ";", "=", "[", "]", "'", "$(x)", "é", "😀", "a", "%",
    "\r"
  };

  @TempDir Path directory;

  @Test
  @DisplayName("comes back from git as it was meant, whatever is in it")
  void roundTrip() throws Exception {
    Random random = new Random(42);
    GitConfigText text = new GitConfigText();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      String subsection = awkward(random).replace("\n", "");
      String value = awkward(random);
      text.section("section" + i, subsection).key("key", value);
      expected.append("section%d.%s.key\n%s\0".formatted(i, subsection, value));
    }
    Path file = directory.resolve("config");
    Files.writeString(file, text.text());

    Process git =
        new ProcessBuilder("git", "config", "--list", "-z", "-f", file.toString())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(expected.toString());
  }

  @Test
  void subsectionWithLineFeed() {
    assertThatThrownBy(() -> new GitConfigText().section("url", "a\nb"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String awkward(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
