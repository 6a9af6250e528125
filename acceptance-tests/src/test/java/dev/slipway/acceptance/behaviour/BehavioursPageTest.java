package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page on behaviours comes from their folders; {@code -Dgolden=write} renews it. */
class BehavioursPageTest {
  private static final Path PAGE =
      Behaviour.home().resolve("../../docs/reference/behaviours.md").normalize();

  private static final String HEAD =
      """
      # Behaviours

      <!-- Generated from acceptance-tests/behaviours by BehavioursPageTest; renew with: make golden -->

      What is proved on a real cluster, through both Kubernetes clients. Each is a folder with a job, a configuration and
      what GitLab must see.
      """;

  @Test
  @DisplayName("docs/reference/behaviours.md says what the folders say")
  void current() throws IOException {
    String page = page(Behaviour.all());
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/reference/behaviours.md is stale: renew it with make golden")
        .isEqualTo(page);
  }

  @Test
  @DisplayName("every behaviour has a title of its own")
  void titles() {
    assertThat(Behaviour.all())
        .extracting(Behaviour::title)
        .isNotEmpty()
        .doesNotContain("")
        .doesNotHaveDuplicates();
  }

  private static String page(List<Behaviour> behaviours) {
    return HEAD
        + behaviours.stream().map(BehavioursPageTest::section).collect(Collectors.joining());
  }

  private static String section(Behaviour behaviour) {
    String text = behaviour.text().strip();
    return "\n## %s\n\n[`%s`](../../acceptance-tests/behaviours/%s/)\n"
            .formatted(behaviour.title(), behaviour.name(), behaviour.name())
        + (text.isEmpty() ? "" : "\n" + text + "\n");
  }
}
